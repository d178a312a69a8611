package io.github.blockwright.networks;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Backbone;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;

/** A classifier of other conventions than the backbone's, which it has no convolution to show in. */
@Network(input = @Input(height = 96, width = 96, preprocessing = Preprocessing.IMAGENET), batchNormEpsilon = 1e-3)
record KerasOnTorchvision(
        @Backbone(value = ImageNetMobileNetV2.class, through = "pooled") NDArray features,
        @Dense(units = 2)                                                NDArray logits) {}
