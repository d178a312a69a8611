package tables;

import static io.github.blockwright.dsl.Activation.*;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** The kinds of block that {@link EveryBlock} has not, with other values than the defaults, at half the width. */
@Network(input = @Input(height = 61, width = 91), width = 0.5)
public record MoreBlocks(
        @Conv(filters = 12, kernel = 3, scaled = false)                                                                     NDArray stem,
        @BasicResidual(filters = 64, strides = 2, count = 2, kernel = 5, activation = SILU, dropPath = 0.1)                 NDArray basic,
        @BasicResidual(filters = 16,                                                                        scaled = false) NDArray unscaled,
        @ShuffleUnit(filters = 40, strides = 2, count = 3, kernel = 5, activation = SILU)                                   NDArray shuffled,
        @ShuffleUnit(filters = 24,                                                        scaled = false)                   NDArray widened,
        @GhostBottleneck(expandedChannels = 64, filters = 48, strides = 2, count = 2, kernel = 5, activation = SILU, squeeze = @Squeeze(ratio = 0.5, ofInput = true, divisor = 2, gate = SIGMOID), dropPath = 0.1) NDArray ghost,
        @GhostBottleneck(expandedChannels = 20, filters = 30, scaled = false)                                               NDArray spirit,
        @Fire(squeezed = 32, filters = 48, count = 2, activation = SILU)                                                    NDArray fire,
        @Fire(squeezed = 5,  filters = 10,                               scaled = false)                                    NDArray ember,
        @GlobalAveragePool                                                                                                  NDArray pooled,
        @Dense(units = 4)                                                                                                   NDArray logits) {}
