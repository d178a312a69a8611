package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record DropoutRate(
        @Dropout(-0.1) NDArray negative,
        //       ^ error: [BW022] negative: value = -0.1 is not a probability of being dropped; write at least 0 and less than 1
        @Dropout(1) NDArray one,
        //       ^ error: [BW022] one: value = 1.0 is not a probability of being dropped; write at least 0 and less than 1
        @Dropout(value = 0.99999999999) NDArray oneInFloat,
        @Dropout(Double.NaN) NDArray nan,
        //             ^ error: [BW022] nan: value = NaN is not a probability of being dropped; write at least 0 and less than 1
        @Dropout(0) NDArray none,
        @InvertedResidual(expansion = 6, filters = 8, dropPath = 1) NDArray path,
        //                                                       ^ error: [BW022] path: dropPath = 1.0 is not a probability of being dropped; write at least 0 and less than 1
        @Residual(filters = 8, bottleneck = 2, dropPath = -1) NDArray residual) {}
        //                                                ^ error: [BW022] residual: dropPath = -1.0 is not a probability of being dropped; write at least 0 and less than 1
