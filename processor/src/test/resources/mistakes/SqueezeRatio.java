package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 32, width = 32))
record SqueezeRatio(
        @InvertedResidual(expansion = 6, filters = 24, squeeze = @Squeeze(ratio = 4)) NDArray large,
        //                                                                        ^ error: [BW037] large: ratio = 4.0 is not a share of the channels; write more than 0 and at most 1, or 0 for no squeeze
        @InvertedResidual(expansion = 6, filters = 24, squeeze = @Squeeze(ratio = -0.25, divisor = 0)) NDArray negative,
        //                                                                        ^ error: [BW037] negative: ratio = -0.25 is not a share of the channels; write more than 0 and at most 1, or 0 for no squeeze
        //                                                                                         ^ error: [BW020] negative: divisor = 0 is too small; write at least 1
        @InvertedResidual(expansion = 6, filters = 24, squeeze = @Squeeze(ratio = Double.NaN)) NDArray nan,
        //                                                                              ^ error: [BW037] nan: ratio = NaN is not a share of the channels; write more than 0 and at most 1, or 0 for no squeeze
        @SuppressWarnings("blockwright:squeeze-dear") @InvertedResidual(expansion = 6, filters = 24, squeeze = @Squeeze(ratio = 1)) NDArray all,
        @InvertedResidual(expansion = 6, filters = 24, squeeze = @Squeeze(ratio = 0)) NDArray none) {}
