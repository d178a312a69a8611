package io.github.blockwright.lessons.linearbottleneck.ablation;

import static io.github.blockwright.dsl.Activation.RELU6;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * {@link io.github.blockwright.networks.CifarMobileNetV2} with ReLU6 behind every projection, so that its bottlenecks
 * are not linear (paper, section 6.4, Figure 6a).
 */
@Network(input = @Input(height = 32, width = 32))
@SuppressWarnings("blockwright")
public record Relu6Projection(
        @Conv(filters = 32, kernel = 3, strides = 2)                                                          NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16,  strides = 1, count = 1, projectionActivation = RELU6) NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24,  strides = 2, count = 2, projectionActivation = RELU6) NDArray stage2,
        @InvertedResidual(expansion = 6, filters = 32,  strides = 2, count = 3, projectionActivation = RELU6) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 64,  strides = 2, count = 4, projectionActivation = RELU6) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 96,  strides = 1, count = 3, projectionActivation = RELU6) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 160, strides = 2, count = 3, projectionActivation = RELU6) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320, strides = 1, count = 1, projectionActivation = RELU6) NDArray stage7,
        @Conv(filters = 1280)                                                                                 NDArray head,
        @GlobalAveragePool                                                                                    NDArray pooled,
        @Dense(units = 10)                                                                                    NDArray logits) {}
