package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.BasicResidual;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.MaxPool;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;

/**
 * ResNet-34: Table 1 of He et al., <i>Deep Residual Learning for Image Recognition</i>, CVPR 2016 (arXiv:1512.03385), with
 * convolutions as shortcuts where the shape changes, as torchvision publishes it: 21,797,672 parameters.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record ResNet34(
        @Conv(filters = 64, kernel = 7, strides = 2, activation = RELU) NDArray stem,
        @MaxPool(kernel = 3, strides = 2, padded = true)                NDArray maximum,
        @BasicResidual(filters = 64,               count = 3)           NDArray stage1,
        @BasicResidual(filters = 128, strides = 2, count = 4)           NDArray stage2,
        @BasicResidual(filters = 256, strides = 2, count = 6)           NDArray stage3,
        @BasicResidual(filters = 512, strides = 2, count = 3)           NDArray stage4,
        @GlobalAveragePool                                              NDArray pooled,
        @Dense(units = 1000)                                            NDArray logits) {}
