package io.github.blockwright.lessons.linearbottleneck.ablation;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** {@link io.github.blockwright.networks.CifarMobileNetV2} without shortcuts (paper, section 6.4, Figure 6b). */
@Network(input = @Input(height = 32, width = 32))
@SuppressWarnings("blockwright")
public record NoShortcut(
        @Conv(filters = 32, kernel = 3, strides = 2)                                                      NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16,  strides = 1, count = 1, shortcut = Shortcut.NONE) NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24,  strides = 2, count = 2, shortcut = Shortcut.NONE) NDArray stage2,
        @InvertedResidual(expansion = 6, filters = 32,  strides = 2, count = 3, shortcut = Shortcut.NONE) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 64,  strides = 2, count = 4, shortcut = Shortcut.NONE) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 96,  strides = 1, count = 3, shortcut = Shortcut.NONE) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 160, strides = 2, count = 3, shortcut = Shortcut.NONE) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320, strides = 1, count = 1, shortcut = Shortcut.NONE) NDArray stage7,
        @Conv(filters = 1280)                                                                             NDArray head,
        @GlobalAveragePool                                                                                NDArray pooled,
        @Dense(units = 10)                                                                                NDArray logits) {}
