package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 96, width = 96))
record SqueezeDear(
        @Conv(filters = 16, kernel = 3) NDArray stem,
        @InvertedResidual(expansion = 6, filters = 16, squeeze = @Squeeze(ratio = 1), count = 2) NDArray dear,
        //                                                       ^ warning: [BW068] dear: the squeeze of a block has 18,624 parameters, more than the 4,352 of all the rest of it; lessen its ratio, measure it by the input with ofInput = true, or leave it out (@SuppressWarnings("blockwright:squeeze-dear") silences this)
        @Residual(bottleneck = 64, filters = 16, groups = 64, squeeze = @Squeeze(ratio = 1)) NDArray residual,
        //                                                              ^ warning: [BW068] residual: the squeeze of a block has 8,320 parameters, more than the 2,912 of all the rest of it; lessen its ratio, measure it by the input with ofInput = true, or leave it out (@SuppressWarnings("blockwright:squeeze-dear") silences this)
        @InvertedResidual(expansion = 6, filters = 16, squeeze = @Squeeze(ratio = 0.15)) NDArray worthIt,
        @InvertedResidual(expansion = 6, filters = 16, squeeze = @Squeeze(ratio = 0.25, ofInput = true)) NDArray cheap,
        @SuppressWarnings("blockwright:squeeze-dear") @InvertedResidual(expansion = 6, filters = 16, squeeze = @Squeeze(ratio = 1)) NDArray quiet) {}
