package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.GhostBottleneck;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.Squeeze;

/**
 * GhostNet 1.0×: Table 7 of Han et al., <i>GhostNet: More Features from Cheap Operations</i>, CVPR 2020 (arXiv:1911.11907), in
 * the form that timm publishes, with timm's conventions: 5,182,508 parameters. Kernels are written where a block has one. The
 * squeezes are as dear as published.
 */
@SuppressWarnings("blockwright:squeeze-dear")
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record GhostNet(
        @Conv(filters = 16, kernel = 3, strides = 2, activation = RELU)                                                              NDArray stem,
        @GhostBottleneck(expandedChannels = 16,  filters = 16)                                                                       NDArray block1,
        @GhostBottleneck(expandedChannels = 48,  filters = 24,  strides = 2)                                                         NDArray block2,
        @GhostBottleneck(expandedChannels = 72,  filters = 24)                                                                       NDArray block3,
        @GhostBottleneck(expandedChannels = 72,  filters = 40,  strides = 2, kernel = 5, squeeze = @Squeeze(divisor = 4))            NDArray block4,
        @GhostBottleneck(expandedChannels = 120, filters = 40,                           squeeze = @Squeeze(divisor = 4))            NDArray block5,
        @GhostBottleneck(expandedChannels = 240, filters = 80,  strides = 2)                                                         NDArray block6,
        @GhostBottleneck(expandedChannels = 200, filters = 80)                                                                       NDArray block7,
        @GhostBottleneck(expandedChannels = 184, filters = 80,                                                            count = 2) NDArray block8,
        @GhostBottleneck(expandedChannels = 480, filters = 112,                          squeeze = @Squeeze(divisor = 4))            NDArray block9,
        @GhostBottleneck(expandedChannels = 672, filters = 112,                          squeeze = @Squeeze(divisor = 4))            NDArray block10,
        @GhostBottleneck(expandedChannels = 672, filters = 160, strides = 2, kernel = 5, squeeze = @Squeeze(divisor = 4))            NDArray block11,
        @GhostBottleneck(expandedChannels = 960, filters = 160)                                                                      NDArray block12,
        @GhostBottleneck(expandedChannels = 960, filters = 160,                          squeeze = @Squeeze(divisor = 4))            NDArray block13,
        @GhostBottleneck(expandedChannels = 960, filters = 160)                                                                      NDArray block14,
        @GhostBottleneck(expandedChannels = 960, filters = 160,                          squeeze = @Squeeze(divisor = 4))            NDArray block15,
        @Conv(filters = 960, activation = RELU)                                                                                      NDArray last,
        @GlobalAveragePool                                                                                                           NDArray pooled,
        @Dense(units = 1280, activation = RELU)                                                                                      NDArray head,
        @Dropout(0.2)                                                                                                                NDArray regularised,
        @Dense(units = 1000)                                                                                                         NDArray logits) {}
