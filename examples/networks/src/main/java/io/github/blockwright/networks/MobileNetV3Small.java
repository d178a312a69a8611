package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.HARD_SWISH;
import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * MobileNetV3-Small 1.0 for the 1000 classes of ImageNet: Table 2 of Howard et al., <i>Searching for MobileNetV3</i>, ICCV
 * 2019, with torchvision's conventions and dropout. The budget is the paper's own claim (Table 3), rounded up: 2.5 million
 * parameters and 56 million multiply-adds. The first stage has as many input as output channels, but a stride, so that it
 * adds nothing. The late squeezes are as dear as published.
 */
@Network(
        input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET),
        batchNormEpsilon = 1e-3,
        batchNormMomentum = 0.01)
@Budget(parameters = 2_550_000, multiplyAdds = 57_000_000)
@SuppressWarnings({"blockwright:residual-never-forms", "blockwright:squeeze-dear"})
public record MobileNetV3Small(
        @Conv(filters = 16, kernel = 3, strides = 2, activation = HARD_SWISH)                                                                    NDArray stem,
        @InvertedResidual(expandedChannels = 16,  filters = 16, strides = 2,                        activation = RELU,       squeeze = @Squeeze) NDArray stage1,
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
        @Dropout(0.2)                                                                                                                            NDArray regularised,
        @Dense(units = 1000)                                                                                                                     NDArray logits) {}
