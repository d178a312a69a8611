package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.MaxPool;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.Residual;

/**
 * ResNet-50: Table 1 of He et al., <i>Deep Residual Learning for Image Recognition</i>, CVPR 2016 (arXiv:1512.03385), with
 * the stride in the 3×3 convolution as torchvision publishes it: 25,557,032 parameters.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record ResNet50(
        @Conv(filters = 64, kernel = 7, strides = 2, activation = RELU)     NDArray stem,
        @MaxPool(kernel = 3, strides = 2, padded = true)                    NDArray maximum,
        @Residual(bottleneck = 64,  filters = 256,               count = 3) NDArray stage1,
        @Residual(bottleneck = 128, filters = 512,  strides = 2, count = 4) NDArray stage2,
        @Residual(bottleneck = 256, filters = 1024, strides = 2, count = 6) NDArray stage3,
        @Residual(bottleneck = 512, filters = 2048, strides = 2, count = 3) NDArray stage4,
        @GlobalAveragePool                                                  NDArray pooled,
        @Dense(units = 1000)                                                NDArray logits) {}
