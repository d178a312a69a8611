package tables;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** A record with variants, and a table on one of them. */
interface Family {
    @SuppressWarnings("blockwright:stem-discards")
    @Network(input = @Input(height = 32, width = 32))
    @Variant(name = "050_16", widthMultiplier = 0.5, inputHeight = 16, inputWidth = 24, budget = @Budget(parameters = 9_000))
    @Variant(name = "140", widthMultiplier = 1.4)
    record Table(
            @Conv(filters = 16, kernel = 3, strides = 2)                           NDArray stem,
            @InvertedResidual(expansion = 6, filters = 24, strides = 2, count = 2) NDArray stage1,
            @Conv(filters = 64)                                                    NDArray head,
            @GlobalAveragePool                                                     NDArray pooled,
            @Dense(units = 10)                                                     NDArray logits) {}

    @Network(input = @Input(height = 32, width = 32))
    record OnAVariant(
            @Backbone(value = Family.Table.class, variant = "050_16", through = "pooled", trainableFrom = "head") NDArray features,
            @Dense(units = 2)                                                                                     NDArray logits) {}
}
