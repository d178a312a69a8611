package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;
import static io.github.blockwright.dsl.Activation.SIGMOID;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.Residual;
import io.github.blockwright.dsl.Squeeze;

/**
 * RegNetY-400MF: Radosavovic et al., <i>Designing Network Design Spaces</i>, CVPR 2020 (arXiv:2003.13678), Table 3, as
 * torchvision publishes it: 4,344,144 parameters. Groups have 8 channels, and the squeeze a quarter of a block's input.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record RegNetY400MF(
        @Conv(filters = 32, kernel = 3, strides = 2, activation = RELU) NDArray stem,
        @Residual(bottleneck = 48,  filters = 48,  strides = 2,            groups = 6,  squeeze = @Squeeze(ofInput = true, divisor = 1, gate = SIGMOID)) NDArray stage1,
        @Residual(bottleneck = 104, filters = 104, strides = 2, count = 3, groups = 13, squeeze = @Squeeze(ofInput = true, divisor = 1, gate = SIGMOID)) NDArray stage2,
        @Residual(bottleneck = 208, filters = 208, strides = 2, count = 6, groups = 26, squeeze = @Squeeze(ofInput = true, divisor = 1, gate = SIGMOID)) NDArray stage3,
        @Residual(bottleneck = 440, filters = 440, strides = 2, count = 6, groups = 55, squeeze = @Squeeze(ofInput = true, divisor = 1, gate = SIGMOID)) NDArray stage4,
        @GlobalAveragePool                                              NDArray pooled,
        @Dense(units = 1000)                                            NDArray logits) {}
