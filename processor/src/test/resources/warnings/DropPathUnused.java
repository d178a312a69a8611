package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 32, width = 32))
record DropPathUnused(
        @Conv(filters = 16) NDArray stem,
        @InvertedResidual(expansion = 6, filters = 24, dropPath = 0.1) NDArray changesTheChannels,
        //                                                        ^ warning: [BW064] changesTheChannels: dropPath = 0.1 has no effect, because no block of the row has a shortcut; remove it, or write count = 2 or more (@SuppressWarnings("blockwright:drop-path-unused") silences this)
        @InvertedResidual(expansion = 6, filters = 24, count = 2, dropPath = 0.1, shortcut = Shortcut.NONE) NDArray none,
        //                                                                   ^ warning: [BW064] none: dropPath = 0.1 has no effect, because no block of the row has a shortcut; remove it, or write another shortcut than NONE (@SuppressWarnings("blockwright:drop-path-unused") silences this)
        @InvertedResidual(expansion = 6, filters = 24, dropPath = 0.1) NDArray used,
        @InvertedResidual(expansion = 6, filters = 32, strides = 2, count = 2, dropPath = 0.1) NDArray usedLater,
        @SuppressWarnings("blockwright:drop-path-unused")
        @InvertedResidual(expansion = 6, filters = 24, dropPath = 0.1) NDArray quiet,
        @Residual(filters = 32, bottleneck = 8, dropPath = 0.1) NDArray residual) {}
