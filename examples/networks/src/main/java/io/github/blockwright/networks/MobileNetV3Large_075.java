package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.HARD_SWISH;
import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.InvertedResidual;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.Squeeze;

/**
 * MobileNetV3-Large at width 0.75: the rows of the network of width 1 (Howard et al., ICCV 2019,
 * arXiv:1905.02244) with scaled channels, and expansions that are the same multiple of a block's scaled input, as Keras and timm publish
 * it: 3,993,528 parameters. The late squeezes are as dear as published.
 */
@SuppressWarnings("blockwright:squeeze-dear")
@Network(
        input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET),
        batchNormEpsilon = 1e-3,
        batchNormMomentum = 0.01)
public record MobileNetV3Large_075(
        @Conv(filters = 16, kernel = 3, strides = 2, activation = HARD_SWISH)                                                                     NDArray stem,
        @InvertedResidual(expandedChannels = 16,  filters = 16,                                      activation = RELU)                           NDArray stage1,
        @InvertedResidual(expandedChannels = 64,  filters = 24,  strides = 2,                        activation = RELU)                           NDArray stage2,
        @InvertedResidual(expandedChannels = 72,  filters = 24,                                      activation = RELU)                           NDArray stage3,
        @InvertedResidual(expandedChannels = 72,  filters = 32,  strides = 2,            kernel = 5, activation = RELU,       squeeze = @Squeeze) NDArray stage4,
        @InvertedResidual(expandedChannels = 96,  filters = 32,               count = 2, kernel = 5, activation = RELU,       squeeze = @Squeeze) NDArray stage5,
        @InvertedResidual(expandedChannels = 192, filters = 64,  strides = 2,                        activation = HARD_SWISH)                     NDArray stage6,
        @InvertedResidual(expandedChannels = 160, filters = 64,                                      activation = HARD_SWISH)                     NDArray stage7,
        @InvertedResidual(expandedChannels = 144, filters = 64,               count = 2,             activation = HARD_SWISH)                     NDArray stage8,
        @InvertedResidual(expandedChannels = 384, filters = 88,                                      activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage9,
        @InvertedResidual(expandedChannels = 528, filters = 88,                                      activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage10,
        @InvertedResidual(expandedChannels = 528, filters = 120, strides = 2,            kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage11,
        @InvertedResidual(expandedChannels = 720, filters = 120,              count = 2, kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage12,
        @Conv(filters = 720, activation = HARD_SWISH)                                                                                             NDArray head,
        @GlobalAveragePool                                                                                                                        NDArray pooled,
        @Dense(units = 1280, activation = HARD_SWISH)                                                                                             NDArray hidden,
        @Dropout(0.2)                                                                                                                             NDArray regularised,
        @Dense(units = 1000)                                                                                                                      NDArray logits) {}
