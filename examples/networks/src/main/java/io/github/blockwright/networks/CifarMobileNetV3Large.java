package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.HARD_SWISH;
import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * MobileNetV3-Large for images of 32×32: the stem and the first stage that halves the map have stride 1 instead, so the
 * last map is 4×4. There a 5×5 kernel exceeds the map, which is left as it is in the paper's table. The late squeezes are as dear as published.
 */
@Network(input = @Input(height = 32, width = 32))
@SuppressWarnings({"blockwright:kernel-exceeds-map", "blockwright:squeeze-dear"})
public record CifarMobileNetV3Large(
        @Conv(filters = 16, kernel = 3, activation = HARD_SWISH)                                                                                  NDArray stem,
        @InvertedResidual(expandedChannels = 16,  filters = 16,                                      activation = RELU)                           NDArray stage1,
        @InvertedResidual(expandedChannels = 64,  filters = 24,                                      activation = RELU)                           NDArray stage2,
        @InvertedResidual(expandedChannels = 72,  filters = 24,                                      activation = RELU)                           NDArray stage3,
        @InvertedResidual(expandedChannels = 72,  filters = 40,  strides = 2,            kernel = 5, activation = RELU,       squeeze = @Squeeze) NDArray stage4,
        @InvertedResidual(expandedChannels = 120, filters = 40,               count = 2, kernel = 5, activation = RELU,       squeeze = @Squeeze) NDArray stage5,
        @InvertedResidual(expandedChannels = 240, filters = 80,  strides = 2,                        activation = HARD_SWISH)                     NDArray stage6,
        @InvertedResidual(expandedChannels = 200, filters = 80,                                      activation = HARD_SWISH)                     NDArray stage7,
        @InvertedResidual(expandedChannels = 184, filters = 80,               count = 2,             activation = HARD_SWISH)                     NDArray stage8,
        @InvertedResidual(expandedChannels = 480, filters = 112,                                     activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage9,
        @InvertedResidual(expandedChannels = 672, filters = 112,                                     activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage10,
        @InvertedResidual(expandedChannels = 672, filters = 160, strides = 2,            kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage11,
        @InvertedResidual(expandedChannels = 960, filters = 160,              count = 2, kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage12,
        @Conv(filters = 960, activation = HARD_SWISH)                                                                                             NDArray head,
        @GlobalAveragePool                                                                                                                        NDArray pooled,
        @Dense(units = 1280, activation = HARD_SWISH)                                                                                             NDArray hidden,
        @Dense(units = 10)                                                                                                                        NDArray logits) {}
