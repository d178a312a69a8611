package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.SIGMOID;
import static io.github.blockwright.dsl.Activation.SILU;

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
 * EfficientNet-B1: the rows of {@link EfficientNetB0} with more blocks a stage, for images of 240 × 240 pixels, by the
 * compound scaling of Tan and Le, <i>EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks</i>, ICML 2019
 * (arXiv:1905.11946), section 3.3, as torchvision publishes it: 7,794,184 parameters. Its stochastic depth, which grows
 * from block to block, is left out.
 */
@Network(input = @Input(height = 240, width = 240, preprocessing = Preprocessing.IMAGENET))
public record EfficientNetB1(
        @Conv(filters = 32, kernel = 3, strides = 2, activation = SILU) NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16,               count = 2,             activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24,  strides = 2, count = 3,             activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage2,
        @InvertedResidual(expansion = 6, filters = 40,  strides = 2, count = 3, kernel = 5, activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 80,  strides = 2, count = 4,             activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 112,              count = 4, kernel = 5, activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 192, strides = 2, count = 5, kernel = 5, activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320,              count = 2,             activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage7,
        @Conv(filters = 1280, activation = SILU)                        NDArray head,
        @GlobalAveragePool                                              NDArray pooled,
        @Dropout(0.2)                                                   NDArray regularised,
        @Dense(units = 1000)                                            NDArray logits) {}
