package io.github.blockwright.networks;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** A small MobileNetV2 for the ten drawn shapes, which are large enough to be halved at once. */
@SuppressWarnings("blockwright:stem-discards")
@Network(input = @Input(height = 32, width = 32))
public record ShapesNet(
        @Conv(filters = 16, kernel = 3, strides = 2)                           NDArray stem,
        @InvertedResidual(expansion = 4, filters = 24, strides = 1, count = 2) NDArray stage1,
        @InvertedResidual(expansion = 4, filters = 40, strides = 2, count = 2) NDArray stage2,
        @InvertedResidual(expansion = 4, filters = 64, strides = 2, count = 2) NDArray stage3,
        @Conv(filters = 128)                                                   NDArray head,
        @GlobalAveragePool                                                     NDArray pooled,
        @Dense(units = 10)                                                     NDArray logits) {}
