package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;
import static io.github.blockwright.dsl.Activation.SIGMOID;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * MnasNet-A1: Figure 7 of Tan et al., <i>MnasNet: Platform-Aware Neural Architecture Search for Mobile</i>, CVPR 2019
 * (arXiv:1807.11626), squeezed to a quarter of a block's input. The budget is the paper's own claim (Table 1): 3.9 million
 * parameters and 312 million multiply-adds.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
@Budget(parameters = 3_900_000, multiplyAdds = 312_000_000)
public record MnasNetA1(
        @Conv(filters = 32, kernel = 3, strides = 2, activation = RELU)                                        NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16,                                      activation = RELU) NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24,  strides = 2, count = 2,             activation = RELU) NDArray stage2,
        @InvertedResidual(expansion = 3, filters = 40,  strides = 2, count = 3, kernel = 5, activation = RELU, squeeze = @Squeeze(ofInput = true, divisor = 1, gate = SIGMOID)) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 80,  strides = 2, count = 4,             activation = RELU) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 112,              count = 2,             activation = RELU, squeeze = @Squeeze(ofInput = true, divisor = 1, gate = SIGMOID)) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 160, strides = 2, count = 3, kernel = 5, activation = RELU, squeeze = @Squeeze(ofInput = true, divisor = 1, gate = SIGMOID)) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320,                                     activation = RELU) NDArray stage7,
        @Conv(filters = 1280, activation = RELU)                                                               NDArray head,
        @GlobalAveragePool                                                                                     NDArray pooled,
        @Dropout(0.2)                                                                                          NDArray regularised,
        @Dense(units = 1000)                                                                                   NDArray logits) {}
