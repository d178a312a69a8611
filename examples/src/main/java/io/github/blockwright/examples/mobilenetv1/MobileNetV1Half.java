package io.github.blockwright.examples.mobilenetv1;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Budget;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.DepthwiseSeparable;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;

/**
 * MobileNetV1 0.5: the same table, half as wide. The budget is the paper's own claim (Table 6): 1.3 million parameters and
 * 149 million multiply-adds, rounded up.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET), width = 0.5)
@Budget(parameters = 1_350_000, multiplyAdds = 150_000_000)
public record MobileNetV1Half(
        @Conv(filters = 32, kernel = 3, strides = 2) NDArray stem,
        @DepthwiseSeparable(filters = 64) NDArray stage1,

        @DepthwiseSeparable(filters = 128, strides = 2, count = 2)
        NDArray stage2,

        @DepthwiseSeparable(filters = 256, strides = 2, count = 2)
        NDArray stage3,

        @DepthwiseSeparable(filters = 512, strides = 2, count = 6)
        NDArray stage4,

        @DepthwiseSeparable(filters = 1024, strides = 2, count = 2)
        NDArray stage5,

        @GlobalAveragePool NDArray pooled,
        @Dense(units = 1000) NDArray logits) {}
