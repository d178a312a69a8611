package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.Flatten;
import io.github.blockwright.dsl.FusedInvertedResidual;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.UniversalInvertedBottleneck;

/**
 * MobileNetV4-Conv-L: Table 13 of Qin et al., <i>MobileNetV4: Universal Models for the Mobile Ecosystem</i>, ECCV 2024
 * (arXiv:2404.10518), in the form that timm publishes, with timm's conventions: 32,590,864 parameters. The second but
 * last convolution stands behind the pooling, on a map of one position.
 */
@Network(input = @Input(height = 384, width = 384, preprocessing = Preprocessing.IMAGENET))
public record MobileNetV4ConvLarge(
        @Conv(filters = 24, kernel = 3, strides = 2, activation = RELU)                                                           NDArray stem,
        @FusedInvertedResidual(expandedChannels = 96, filters = 48, strides = 2, activation = RELU)                               NDArray block1,
        @UniversalInvertedBottleneck(expandedChannels = 192,  filters = 96,  strides = 2,            startKernel = 3, kernel = 5) NDArray block2,
        @UniversalInvertedBottleneck(expandedChannels = 384,  filters = 96,                          startKernel = 3, kernel = 3) NDArray block3,
        @UniversalInvertedBottleneck(expandedChannels = 384,  filters = 192, strides = 2,            startKernel = 3, kernel = 5) NDArray block4,
        @UniversalInvertedBottleneck(expandedChannels = 768,  filters = 192,              count = 3, startKernel = 3, kernel = 3) NDArray block5,
        @UniversalInvertedBottleneck(expandedChannels = 768,  filters = 192,                         startKernel = 3, kernel = 5) NDArray block6,
        @UniversalInvertedBottleneck(expandedChannels = 768,  filters = 192,              count = 5, startKernel = 5, kernel = 3) NDArray block7,
        @UniversalInvertedBottleneck(expandedChannels = 768,  filters = 192,                         startKernel = 3, kernel = 0) NDArray block8,
        @UniversalInvertedBottleneck(expandedChannels = 768,  filters = 512, strides = 2,            startKernel = 5, kernel = 5) NDArray block9,
        @UniversalInvertedBottleneck(expandedChannels = 2048, filters = 512,              count = 3, startKernel = 5, kernel = 5) NDArray block10,
        @UniversalInvertedBottleneck(expandedChannels = 2048, filters = 512,                         startKernel = 5, kernel = 0) NDArray block11,
        @UniversalInvertedBottleneck(expandedChannels = 2048, filters = 512,                         startKernel = 5, kernel = 3) NDArray block12,
        @UniversalInvertedBottleneck(expandedChannels = 2048, filters = 512,              count = 2, startKernel = 5, kernel = 0) NDArray block13,
        @UniversalInvertedBottleneck(expandedChannels = 2048, filters = 512,                         startKernel = 5, kernel = 3) NDArray block14,
        @UniversalInvertedBottleneck(expandedChannels = 2048, filters = 512,                         startKernel = 5, kernel = 5) NDArray block15,
        @UniversalInvertedBottleneck(expandedChannels = 2048, filters = 512,              count = 3, startKernel = 5, kernel = 0) NDArray block16,
        @Conv(filters = 960, activation = RELU)                                                                                   NDArray last,
        @GlobalAveragePool(asMap = true)                                                                                          NDArray pooled,
        @Conv(filters = 1280, activation = RELU)                                                                                  NDArray head,
        @Flatten                                                                                                                  NDArray flat,
        @Dropout(0.2)                                                                                                             NDArray regularised,
        @Dense(units = 1000)                                                                                                      NDArray logits) {}
