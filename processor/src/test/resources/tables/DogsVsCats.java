package tables;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** A variant of another table at another size, in other conventions. */
@Network(
        input = @Input(height = 160, width = 128, preprocessing = Preprocessing.IMAGENET),
        batchNormEpsilon = 1e-3,
        width = 0.5)
public record DogsVsCats(
        @Backbone(value = ImageNetMobileNetV2.class, through = "pooled", trainableFrom = "stage6") NDArray features,
        @Dropout(0.2)                                                                              NDArray regularised,
        @Dense(units = 2)                                                                          NDArray logits) {}
