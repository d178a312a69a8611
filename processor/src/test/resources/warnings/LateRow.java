package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface LateRow {
    @Network(input = @Input(height = 32, width = 32))
    record Flattened(
            @Conv(filters = 32, kernel = 3) NDArray stem,
            @MaxPool(kernel = 2) NDArray halved,
            @Flatten NDArray flat,
            @Dense(units = 128, activation = Activation.RELU) NDArray hidden,
          //^ warning: [BW066] hidden: has 1,048,704 of all 1,050,922 parameters, more than the other rows together; give it fewer inputs than 8,192 (pool instead of flattening, or narrow the row before it) or fewer outputs than 128 (@SuppressWarnings("blockwright:late-row-dominates") silences this)
            @Dense(units = 10) NDArray logits) {}

    @Network(input = @Input(height = 32, width = 32))
    record Quiet(
            @Conv(filters = 256, kernel = 3) NDArray stem,
            @GlobalAveragePool NDArray pooled,
            @SuppressWarnings("blockwright:late-row-dominates") @Dense(units = 1000) NDArray logits) {}

    @Network(input = @Input(height = 8, width = 8))
    record Negligible(
            @Conv(filters = 8, kernel = 3) NDArray stem,
            @Flatten NDArray flat,
            @Dense(units = 100) NDArray logits) {}
}
