package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface Suppressed {
    @SuppressWarnings("blockwright")
    @Network(input = @Input(height = 1, width = 1))
    record Everything(
            @Conv(filters = 8, kernel = 3, strides = 2) NDArray stem,
            @InvertedResidual(expansion = 6, filters = 8, strides = 2) NDArray stage) {}

    @SuppressWarnings({"blockwright:kernel-exceeds-map", "blockwright:stride-on-point"})
    @Network(input = @Input(height = 1, width = 1))
    record Two(@Conv(filters = 8, kernel = 3, strides = 2) NDArray stem) {}

    @SuppressWarnings("all")
    interface Around {
        @Network(input = @Input(height = 1, width = 1))
        record Inside(@Conv(filters = 8, kernel = 3, strides = 2) NDArray stem) {}
    }

    @Network(input = @Input(height = 1, width = 1))
    record OnComponents(
            @SuppressWarnings("blockwright") @Conv(filters = 8, kernel = 3, strides = 2) NDArray all,
            @SuppressWarnings({"unused", "blockwright:kernel-exceeds-map"}) @Conv(filters = 8, kernel = 3) NDArray one) {}
}
