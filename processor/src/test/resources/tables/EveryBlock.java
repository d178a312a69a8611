package tables;

import static io.github.blockwright.dsl.Activation.*;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** Every kind of block with other values than the defaults, at half the width, on a map that is not square. */
@Network(input = @Input(height = 61, width = 91), width = 0.5)
public record EveryBlock(
        @Conv(filters = 12, kernel = 3, scaled = false)                                                                                            NDArray stem,
        @DepthwiseSeparable(filters = 32, strides = 2, count = 2, kernel = 5, activation = RELU)                                                   NDArray separable,
        @Residual(filters = 64, bottleneck = 32, strides = 2, count = 2, kernel = 5, groups = 32, activation = SILU, dropPath = 0.1)               NDArray depthwiseResidual,
        @Residual(filters = 30, bottleneck = 10, groups = 5, squeeze = @Squeeze(ratio = 0.5, ofInput = true, divisor = 2, gate = SIGMOID), scaled = false)                                                                                         NDArray residual,
        @InvertedResidual(expandedChannels = 72, filters = 48, count = 2, kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze, dropPath = 0.2) NDArray absolute,
        @InvertedResidual(expansion = 3, filters = 40, count = 3, activation = RELU, squeeze = @Squeeze(ratio = 0.5, ofInput = true, divisor = 2, activation = SILU, gate = SIGMOID), projectionActivation = RELU6, shortcut = Shortcut.EXPANSION) NDArray ablated,
        @InvertedResidual(expansion = 1, filters = 20, shortcut = Shortcut.NONE, scaled = false)                                                   NDArray bare,
        @InvertedResidual(expandedChannels = 20, filters = 20, scaled = false)                                                                     NDArray unexpanded,
        @FusedInvertedResidual(expansion = 1, filters = 48, count = 2, kernel = 5, squeeze = @Squeeze(divisor = 4))                                NDArray fusedUnwidened,
        @FusedInvertedResidual(expandedChannels = 40, filters = 20, strides = 2, count = 3, kernel = 5, activation = RELU, squeeze = @Squeeze(ratio = 0.5, divisor = 4), dropPath = 0.1, scaled = false)                                           NDArray fused,
        @UniversalInvertedBottleneck(expandedChannels = 60, filters = 36, count = 2, startKernel = 5, kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze(ratio = 0.5, divisor = 4), dropPath = 0.2, scaled = false)                           NDArray depthwiseTwice,
        @UniversalInvertedBottleneck(expansion = 2, filters = 28, strides = 2, startKernel = 3, kernel = 0, scaled = false)                        NDArray depthwiseFirst,
        @UniversalInvertedBottleneck(expansion = 1, filters = 28, count = 2, kernel = 0, scaled = false)                                           NDArray pointwise,
        @Conv(filters = 24, activation = HARD_SWISH)                                                                                               NDArray head,
        @GlobalAveragePool                                                                                                                         NDArray pooled,
        @Dense(units = 16, activation = HARD_SWISH)                                                                                                NDArray hidden,
        @Dense(units = 4)                                                                                                                          NDArray logits) {}
