package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.SIGMOID;
import static io.github.blockwright.dsl.Activation.SILU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * EfficientNet-B0: Table 1 of Tan and Le, <i>EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks</i>,
 * ICML 2019 (arXiv:1905.11946), which torchvision publishes as {@code efficientnet_b0} with 5,288,548 parameters. Its
 * stochastic depth, which grows from block to block, is left out. The budget is the paper's own claim (Table 2): 5.3
 * million parameters and 390 million multiply-adds.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
@Budget(parameters = 5_300_000, multiplyAdds = 390_000_000)
public record EfficientNetB0(
        @Conv(filters = 32, kernel = 3, strides = 2, activation = SILU) NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16,                                      activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24,  strides = 2, count = 2,             activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage2,
        @InvertedResidual(expansion = 6, filters = 40,  strides = 2, count = 2, kernel = 5, activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 80,  strides = 2, count = 3,             activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 112,              count = 3, kernel = 5, activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 192, strides = 2, count = 4, kernel = 5, activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320,                                     activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage7,
        @Conv(filters = 1280, activation = SILU)                        NDArray head,
        @GlobalAveragePool                                              NDArray pooled,
        @Dropout(0.2)                                                   NDArray regularised,
        @Dense(units = 1000)                                            NDArray logits) {}
