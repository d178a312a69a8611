package io.github.blockwright.lessons.cifar10;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * The lecture's table with three strides instead of five, so that the last map is 4×4 and not 1×1. Its parameters stay, since
 * they do not depend on the size of a map; its multiply-adds do, and the budget holds them.
 */
@Network(input = @Input(height = 32, width = 32))
@Budget(parameters = 2_300_000, multiplyAdds = 60_000_000)
public record GentlerStrides(
        @Conv(filters = 32, kernel = 3)                                         NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16,  strides = 1, count = 1) NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24,  strides = 2, count = 2) NDArray stage2,
        @InvertedResidual(expansion = 6, filters = 32,  strides = 2, count = 3) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 64,  strides = 2, count = 4) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 96,  strides = 1, count = 3) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 160, strides = 1, count = 3) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320, strides = 1, count = 1) NDArray stage7,
        @Conv(filters = 1280)                                                   NDArray head,
        @GlobalAveragePool                                                      NDArray pooled,
        @Dense(units = 10)                                                      NDArray logits) {}
