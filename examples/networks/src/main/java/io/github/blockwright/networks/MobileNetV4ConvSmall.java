package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.Flatten;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.UniversalInvertedBottleneck;

/**
 * MobileNetV4-Conv-S: Table 11 of Qin et al., <i>MobileNetV4: Universal Models for the Mobile Ecosystem</i>, ECCV 2024
 * (arXiv:2404.10518), in the form that timm publishes, with timm's conventions: 3,774,024 parameters. The second but
 * last convolution stands behind the pooling, on a map of one position.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record MobileNetV4ConvSmall(
        @Conv(filters = 32, kernel = 3, strides = 2, activation = RELU)                                                          NDArray stem,
        @Conv(filters = 32, kernel = 3, strides = 2, activation = RELU)                                                          NDArray block1,
        @Conv(filters = 32,                          activation = RELU)                                                          NDArray block2,
        @Conv(filters = 96, kernel = 3, strides = 2, activation = RELU)                                                          NDArray block3,
        @Conv(filters = 64,                          activation = RELU)                                                          NDArray block4,
        @UniversalInvertedBottleneck(expandedChannels = 192, filters = 96,  strides = 2,            startKernel = 5, kernel = 5) NDArray block5,
        @UniversalInvertedBottleneck(expandedChannels = 192, filters = 96,               count = 4, startKernel = 0, kernel = 3) NDArray block6,
        @UniversalInvertedBottleneck(expandedChannels = 384, filters = 96,                          startKernel = 3, kernel = 0) NDArray block7,
        @UniversalInvertedBottleneck(expandedChannels = 576, filters = 128, strides = 2,            startKernel = 3, kernel = 3) NDArray block8,
        @UniversalInvertedBottleneck(expandedChannels = 512, filters = 128,                         startKernel = 5, kernel = 5) NDArray block9,
        @UniversalInvertedBottleneck(expandedChannels = 512, filters = 128,                         startKernel = 0, kernel = 5) NDArray block10,
        @UniversalInvertedBottleneck(expandedChannels = 384, filters = 128,                         startKernel = 0, kernel = 5) NDArray block11,
        @UniversalInvertedBottleneck(expandedChannels = 512, filters = 128,              count = 2, startKernel = 0, kernel = 3) NDArray block12,
        @Conv(filters = 960, activation = RELU)                                                                                  NDArray last,
        @GlobalAveragePool(asMap = true)                                                                                         NDArray pooled,
        @Conv(filters = 1280, activation = RELU)                                                                                 NDArray head,
        @Flatten                                                                                                                 NDArray flat,
        @Dropout(0.2)                                                                                                            NDArray regularised,
        @Dense(units = 1000)                                                                                                     NDArray logits) {}
