package io.github.blockwright.networks;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** Cats and dogs on the rows of the ImageNet network; stages 6 and 7 and the head are fine-tuned. */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record DogsVsCats(
        @Backbone(value = ImageNetMobileNetV2.class, through = "pooled", trainableFrom = "stage6") NDArray features,
        @Dropout(0.2)                                                                              NDArray regularised,
        @Dense(units = 2)                                                                          NDArray logits) {}
