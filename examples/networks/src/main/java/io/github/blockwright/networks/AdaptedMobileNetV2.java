package io.github.blockwright.networks;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * MobileNetV2 adapted to images of 32×32: Table 2 of the paper with stride 1 in the stem and in the second stage, so the
 * last map is 4×4 instead of 1×1. It has the parameters of {@link CifarMobileNetV2} and 14 times its multiply-adds.
 */
@Network(input = @Input(height = 32, width = 32))
@Variant(name = "050", widthMultiplier = 0.5)
public record AdaptedMobileNetV2(
        @Conv(filters = 32, kernel = 3)                                         NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16)                          NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24,               count = 2) NDArray stage2,
        @InvertedResidual(expansion = 6, filters = 32,  strides = 2, count = 3) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 64,  strides = 2, count = 4) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 96,               count = 3) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 160, strides = 2, count = 3) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320)                         NDArray stage7,
        @Conv(filters = 1280)                                                   NDArray head,
        @GlobalAveragePool                                                      NDArray pooled,
        @Dense(units = 10)                                                      NDArray logits) {}
