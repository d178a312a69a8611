package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** The width makes 16 filters of the 24, as a convolution follows the pooling, broken or not. */
@Network(input = @Input(height = 32, width = 32), width = 0.5)
record MistakeBehindTheHead(
        @Conv(filters = 32, kernel = 3) NDArray stem,
        @Conv(filters = 24, groups = 16) NDArray grouped,
        @MaxPool NDArray smaller,
        @Conv(filters = 0) NDArray empty) {}
        //              ^ error: [BW020] empty: filters = 0 is too small; write at least 1
