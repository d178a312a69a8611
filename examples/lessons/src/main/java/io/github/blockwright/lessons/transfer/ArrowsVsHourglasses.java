package io.github.blockwright.lessons.transfer;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** The two shapes that {@link EightShapes} has never seen, on its rows. */
@Network(input = @Input(height = 32, width = 32))
public record ArrowsVsHourglasses(
        @Backbone(value = EightShapes.class, through = "pooled", trainableFrom = "stage3") NDArray features,
        @Dense(units = 2)                                                                  NDArray logits) {}
