package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.Residual;

/**
 * RegNetX-400MF: Radosavovic et al., <i>Designing Network Design Spaces</i>, CVPR 2020 (arXiv:2003.13678), Table 2, as
 * torchvision publishes it: 5,495,976 parameters. Groups have 16 channels.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record RegNetX400MF(
        @Conv(filters = 32, kernel = 3, strides = 2, activation = RELU)                  NDArray stem,
        @Residual(bottleneck = 32,  filters = 32,  strides = 2,             groups = 2)  NDArray stage1,
        @Residual(bottleneck = 64,  filters = 64,  strides = 2, count = 2,  groups = 4)  NDArray stage2,
        @Residual(bottleneck = 160, filters = 160, strides = 2, count = 7,  groups = 10) NDArray stage3,
        @Residual(bottleneck = 400, filters = 400, strides = 2, count = 12, groups = 25) NDArray stage4,
        @GlobalAveragePool                                                               NDArray pooled,
        @Dense(units = 1000)                                                             NDArray logits) {}
