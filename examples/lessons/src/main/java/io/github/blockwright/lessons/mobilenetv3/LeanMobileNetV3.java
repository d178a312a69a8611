package io.github.blockwright.lessons.mobilenetv3;

import static io.github.blockwright.dsl.Activation.HARD_SWISH;
import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * {@code CifarMobileNetV3Small} without the squeezes that have more parameters than the rest of their block, and with half of
 * the hidden layer, which would have more than all other rows together then.
 */
@SuppressWarnings("blockwright:kernel-exceeds-map")
@Network(input = @Input(height = 32, width = 32))
public record LeanMobileNetV3(
        @Conv(filters = 16, kernel = 3, activation = HARD_SWISH)                                                                                 NDArray stem,
        @InvertedResidual(expandedChannels = 16,  filters = 16,                                     activation = RELU,       squeeze = @Squeeze) NDArray stage1,
        @InvertedResidual(expandedChannels = 72,  filters = 24, strides = 2,                        activation = RELU)                           NDArray stage2,
        @InvertedResidual(expandedChannels = 88,  filters = 24,                                     activation = RELU)                           NDArray stage3,
        @InvertedResidual(expandedChannels = 96,  filters = 40, strides = 2,            kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage4,
        @InvertedResidual(expandedChannels = 240, filters = 40,              count = 2, kernel = 5, activation = HARD_SWISH)                     NDArray stage5,
        @InvertedResidual(expandedChannels = 120, filters = 48,                         kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage6,
        @InvertedResidual(expandedChannels = 144, filters = 48,                         kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage7,
        @InvertedResidual(expandedChannels = 288, filters = 96, strides = 2,            kernel = 5, activation = HARD_SWISH)                     NDArray stage8,
        @InvertedResidual(expandedChannels = 576, filters = 96,              count = 2, kernel = 5, activation = HARD_SWISH)                     NDArray stage9,
        @Conv(filters = 576, activation = HARD_SWISH)                                                                                            NDArray head,
        @GlobalAveragePool                                                                                                                       NDArray pooled,
        @Dense(units = 512, activation = HARD_SWISH)                                                                                             NDArray hidden,
        @Dense(units = 10)                                                                                                                       NDArray logits) {}
