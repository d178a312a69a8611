package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.SIGMOID;
import static io.github.blockwright.dsl.Activation.SILU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.FusedInvertedResidual;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.InvertedResidual;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.Squeeze;

/**
 * EfficientNetV2-S: Table 4 of Tan and Le, <i>EfficientNetV2: Smaller Models and Faster Training</i>, ICML 2021
 * (arXiv:2104.00298), with torchvision's conventions: 21,458,488 parameters. Its stochastic depth, which grows from block to
 * block, is left out.
 */
@Network(input = @Input(height = 384, width = 384, preprocessing = Preprocessing.IMAGENET), batchNormEpsilon = 1e-3)
public record EfficientNetV2S(
        @Conv(filters = 24, kernel = 3, strides = 2, activation = SILU)             NDArray stem,
        @FusedInvertedResidual(expansion = 1, filters = 24,              count = 2) NDArray stage1,
        @FusedInvertedResidual(expansion = 4, filters = 48, strides = 2, count = 4) NDArray stage2,
        @FusedInvertedResidual(expansion = 4, filters = 64, strides = 2, count = 4) NDArray stage3,
        @InvertedResidual(expansion = 4, filters = 128, strides = 2, count = 6,  activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 160,              count = 9,  activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 256, strides = 2, count = 15, activation = SILU, squeeze = @Squeeze(ofInput = true, divisor = 1, activation = SILU, gate = SIGMOID)) NDArray stage6,
        @Conv(filters = 1280, activation = SILU)                                    NDArray head,
        @GlobalAveragePool                                                          NDArray pooled,
        @Dropout(0.2)                                                               NDArray regularised,
        @Dense(units = 1000)                                                        NDArray logits) {}
