package tables;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** A backbone with a backbone, and names that generated code uses itself. */
final class Nested {
    @Network(input = @Input(height = 16, width = 16))
    record Table(
            @Backbone(value = TinyVariant.class, through = "narrow") NDArray Backbone,
            @GlobalAveragePool                                       NDArray TinyVariantBlock,
            @Dense(units = 2)                                        NDArray logits) {}
}
