package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 96, width = 96))
record SqueezeDear(
        @Conv(filters = 16, kernel = 3) NDArray stem,
        @InvertedResidual(expansion = 6, filters = 16, squeeze = @Squeeze(ratio = 1), count = 2) NDArray dear,
        @InvertedResidual(expansion = 6, filters = 16, squeeze = @Squeeze(ratio = 0.2)) NDArray worthIt,
        @InvertedResidual(expansion = 6, filters = 16, squeeze = @Squeeze(ratio = 0.25, ofInput = true)) NDArray cheap,
        @SuppressWarnings("blockwright:squeeze-dear") @InvertedResidual(expansion = 6, filters = 16, squeeze = @Squeeze(ratio = 1)) NDArray quiet) {}
