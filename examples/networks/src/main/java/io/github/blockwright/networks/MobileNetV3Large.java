package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.HARD_SWISH;
import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * MobileNetV3-Large 1.0 for the 1000 classes of ImageNet: Table 1 of Howard et al., <i>Searching for MobileNetV3</i>, ICCV
 * 2019 (arXiv:1905.02244), with torchvision's conventions and dropout. The paper's 1×1 convolution behind the pooling is a
 * dense row: on a map of one position they are the same. The budget is the paper's own claim (Table 3): 5.4 million
 * parameters and 219 million multiply-adds, rounded up. The late squeezes are as dear as published.
 */
@SuppressWarnings("blockwright:squeeze-dear")
@Network(
        input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET),
        batchNormEpsilon = 1e-3,
        batchNormMomentum = 0.01)
@Budget(parameters = 5_500_000, multiplyAdds = 219_000_000)
public record MobileNetV3Large(
        @Conv(filters = 16, kernel = 3, strides = 2, activation = HARD_SWISH)                                                                     NDArray stem,
        @InvertedResidual(expandedChannels = 16,  filters = 16,                                      activation = RELU)                           NDArray stage1,
        @InvertedResidual(expandedChannels = 64,  filters = 24,  strides = 2,                        activation = RELU)                           NDArray stage2,
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
        @Dropout(0.2)                                                                                                                             NDArray regularised,
        @Dense(units = 1000)                                                                                                                      NDArray logits) {}
