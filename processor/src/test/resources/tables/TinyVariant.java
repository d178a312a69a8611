package tables;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** A backbone that ends with a map, under a head with batch normalisation. */
@Network(input = @Input(height = 16, width = 24))
public record TinyVariant(
        @Backbone(value = TinyShapes.class, through = "stage2", trainableFrom = "stage2") NDArray features,
        @Conv(filters = 4)                                                                NDArray narrow,
        @Flatten                                                                          NDArray flat,
        @Dense(units = 3)                                                                 NDArray logits) {}
