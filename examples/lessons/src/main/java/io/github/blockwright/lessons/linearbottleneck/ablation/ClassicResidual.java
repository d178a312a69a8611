package io.github.blockwright.lessons.linearbottleneck.ablation;

import static io.github.blockwright.dsl.Activation.RELU6;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * The classic residual, wide, narrow, wide, in place of the inverted one: stem, strides, counts and head of {@link
 * io.github.blockwright.networks.CifarMobileNetV2}, bottlenecks of a quarter of the filters as in a ResNet, and
 * filters such that multiply-adds and parameters are those of the inverted table to 0.2 %. The activation is ReLU6 here
 * too.
 */
@Network(input = @Input(height = 32, width = 32))
@Budget(parameters = 2_236_682, multiplyAdds = 6_124_928)
@SuppressWarnings("blockwright")
public record ClassicResidual(
        @Conv(filters = 32, kernel = 3, strides = 2)                                           NDArray stem,
        @Residual(filters = 48,  bottleneck = 12,  strides = 1, count = 1, activation = RELU6) NDArray stage1,
        @Residual(filters = 64,  bottleneck = 16,  strides = 2, count = 2, activation = RELU6) NDArray stage2,
        @Residual(filters = 112, bottleneck = 28,  strides = 2, count = 3, activation = RELU6) NDArray stage3,
        @Residual(filters = 160, bottleneck = 40,  strides = 2, count = 4, activation = RELU6) NDArray stage4,
        @Residual(filters = 224, bottleneck = 56,  strides = 1, count = 3, activation = RELU6) NDArray stage5,
        @Residual(filters = 384, bottleneck = 96,  strides = 2, count = 3, activation = RELU6) NDArray stage6,
        @Residual(filters = 576, bottleneck = 144, strides = 1, count = 1, activation = RELU6) NDArray stage7,
        @Conv(filters = 1280)                                                                  NDArray head,
        @GlobalAveragePool                                                                     NDArray pooled,
        @Dense(units = 10)                                                                     NDArray logits) {}
