package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.HARD_SWISH;
import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * MobileNetV3-Small for images of 32×32: the stem and the first stage have stride 1 instead, so the last map is 4×4. There
 * a 5×5 kernel exceeds the map, which is left as it is in the paper's table. The late squeezes are as dear as published.
 */
@Network(input = @Input(height = 32, width = 32))
@SuppressWarnings({"blockwright:kernel-exceeds-map", "blockwright:squeeze-dear"})
public record CifarMobileNetV3Small(
        @Conv(filters = 16, kernel = 3, activation = HARD_SWISH)                                                                                 NDArray stem,
        @InvertedResidual(expandedChannels = 16,  filters = 16,                                     activation = RELU,       squeeze = @Squeeze) NDArray stage1,
        @InvertedResidual(expandedChannels = 72,  filters = 24, strides = 2,                        activation = RELU)                           NDArray stage2,
        @InvertedResidual(expandedChannels = 88,  filters = 24,                                     activation = RELU)                           NDArray stage3,
        @InvertedResidual(expandedChannels = 96,  filters = 40, strides = 2,            kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage4,
        @InvertedResidual(expandedChannels = 240, filters = 40,              count = 2, kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage5,
        @InvertedResidual(expandedChannels = 120, filters = 48,                         kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage6,
        @InvertedResidual(expandedChannels = 144, filters = 48,                         kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage7,
        @InvertedResidual(expandedChannels = 288, filters = 96, strides = 2,            kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage8,
        @InvertedResidual(expandedChannels = 576, filters = 96,              count = 2, kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage9,
        @Conv(filters = 576, activation = HARD_SWISH)                                                                                            NDArray head,
        @GlobalAveragePool                                                                                                                       NDArray pooled,
        @Dense(units = 1024, activation = HARD_SWISH)                                                                                            NDArray hidden,
        @Dense(units = 10)                                                                                                                       NDArray logits) {}
