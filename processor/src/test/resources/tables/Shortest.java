package tables;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.AveragePool;
import io.github.blockwright.dsl.BasicResidual;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.DepthwiseSeparable;
import io.github.blockwright.dsl.Fire;
import io.github.blockwright.dsl.FusedInvertedResidual;
import io.github.blockwright.dsl.GhostBottleneck;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.InvertedResidual;
import io.github.blockwright.dsl.MaxPool;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Residual;
import io.github.blockwright.dsl.ShuffleUnit;
import io.github.blockwright.dsl.UniversalInvertedBottleneck;

/** Operators with nothing written but what has no default: every one that a builder of the runtime makes. */
@Network(input = @Input(height = 32, width = 32))
public record Shortest(
        @Conv(filters = 8)                                        NDArray convolution,
        @MaxPool                                                  NDArray maximum,
        @InvertedResidual(expansion = 2, filters = 12)            NDArray inverted,
        @FusedInvertedResidual(expansion = 2, filters = 10)       NDArray fused,
        @UniversalInvertedBottleneck(expansion = 2, filters = 14) NDArray universal,
        @DepthwiseSeparable(filters = 16)                         NDArray separable,
        @BasicResidual(filters = 12)                              NDArray basic,
        @AveragePool                                              NDArray average,
        @Residual(filters = 20, bottleneck = 5)                   NDArray residual,
        @ShuffleUnit(filters = 16)                                NDArray shuffled,
        @GhostBottleneck(expandedChannels = 8, filters = 16)      NDArray ghost,
        @Fire(squeezed = 4, filters = 16)                         NDArray fire,
        @GlobalAveragePool                                        NDArray pooled,
        @Dense(units = 3)                                         NDArray logits) {}
