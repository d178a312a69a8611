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
 * MobileNetV4-Conv-M: Table 12 of Qin et al., <i>MobileNetV4: Universal Models for the Mobile Ecosystem</i>, ECCV 2024
 * (arXiv:2404.10518), in the form that timm publishes, with timm's conventions: 9,715,512 parameters. The second but
 * last convolution stands behind the pooling, on a map of one position.
 */
@Network(input = @Input(height = 256, width = 256, preprocessing = Preprocessing.IMAGENET))
public record MobileNetV4ConvMedium(
        @Conv(filters = 32, kernel = 3, strides = 2, activation = RELU)                                                           NDArray stem,
        @FusedInvertedResidual(expandedChannels = 128, filters = 48, strides = 2, activation = RELU)                              NDArray block1,
        @UniversalInvertedBottleneck(expandedChannels = 192,  filters = 80,  strides = 2,            startKernel = 3, kernel = 5) NDArray block2,
        @UniversalInvertedBottleneck(expandedChannels = 160,  filters = 80,                          startKernel = 3, kernel = 3) NDArray block3,
        @UniversalInvertedBottleneck(expandedChannels = 480,  filters = 160, strides = 2,            startKernel = 3, kernel = 5) NDArray block4,
        @UniversalInvertedBottleneck(expandedChannels = 640,  filters = 160,              count = 2, startKernel = 3, kernel = 3) NDArray block5,
        @UniversalInvertedBottleneck(expandedChannels = 640,  filters = 160,                         startKernel = 3, kernel = 5) NDArray block6,
        @UniversalInvertedBottleneck(expandedChannels = 640,  filters = 160,                         startKernel = 3, kernel = 3) NDArray block7,
        @UniversalInvertedBottleneck(expandedChannels = 640,  filters = 160,                         startKernel = 3, kernel = 0) NDArray block8,
        @UniversalInvertedBottleneck(expandedChannels = 320,  filters = 160,                         startKernel = 0, kernel = 0) NDArray block9,
        @UniversalInvertedBottleneck(expandedChannels = 640,  filters = 160,                         startKernel = 3, kernel = 0) NDArray block10,
        @UniversalInvertedBottleneck(expandedChannels = 960,  filters = 256, strides = 2,            startKernel = 5, kernel = 5) NDArray block11,
        @UniversalInvertedBottleneck(expandedChannels = 1024, filters = 256,                         startKernel = 5, kernel = 5) NDArray block12,
        @UniversalInvertedBottleneck(expandedChannels = 1024, filters = 256,              count = 2, startKernel = 3, kernel = 5) NDArray block13,
        @UniversalInvertedBottleneck(expandedChannels = 1024, filters = 256,                         startKernel = 0, kernel = 0) NDArray block14,
        @UniversalInvertedBottleneck(expandedChannels = 1024, filters = 256,                         startKernel = 3, kernel = 0) NDArray block15,
        @UniversalInvertedBottleneck(expandedChannels = 512,  filters = 256,                         startKernel = 3, kernel = 5) NDArray block16,
        @UniversalInvertedBottleneck(expandedChannels = 1024, filters = 256,                         startKernel = 5, kernel = 5) NDArray block17,
        @UniversalInvertedBottleneck(expandedChannels = 1024, filters = 256,              count = 2, startKernel = 0, kernel = 0) NDArray block18,
        @UniversalInvertedBottleneck(expandedChannels = 512,  filters = 256,                         startKernel = 5, kernel = 0) NDArray block19,
        @Conv(filters = 960, activation = RELU)                                                                                   NDArray last,
        @GlobalAveragePool(asMap = true)                                                                                          NDArray pooled,
        @Conv(filters = 1280, activation = RELU)                                                                                  NDArray head,
        @Flatten                                                                                                                  NDArray flat,
        @Dropout(0.2)                                                                                                             NDArray regularised,
        @Dense(units = 1000)                                                                                                      NDArray logits) {}
