package io.github.blockwright.networks;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.InvertedResidual;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;

/**
 * MobileNetV2 (Sandler et al., CVPR 2018, Table 2) of 1.2 times the width and 1.4 times the depth, as
 * timm publishes it: 5,831,144 parameters, with stem and head of width 1.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record MobileNetV2_120d(
        @Conv(filters = 32, kernel = 3, strides = 2)                            NDArray stem,
        @InvertedResidual(expansion = 1, filters = 24,  strides = 1, count = 1) NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 32,  strides = 2, count = 3) NDArray stage2,
        @InvertedResidual(expansion = 6, filters = 40,  strides = 2, count = 5) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 80,  strides = 2, count = 6) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 112, strides = 1, count = 5) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 192, strides = 2, count = 5) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 384, strides = 1, count = 1) NDArray stage7,
        @Conv(filters = 1280)                                                   NDArray head,
        @GlobalAveragePool                                                      NDArray pooled,
        @Dropout(0.2)                                                           NDArray regularised,
        @Dense(units = 1000)                                                    NDArray logits) {}
