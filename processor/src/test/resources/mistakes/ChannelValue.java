package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(
        height = 8,
        width = 8,
        preprocessing = Preprocessing.CUSTOM,
        scale = -1,
        //      ^ error: [BW028] ChannelValue: scale has the value -1.0; write a positive one
        mean = {0, Double.NaN, 0},
        //     ^ error: [BW028] ChannelValue: mean has the value NaN; write finite ones
        standardDeviation = {1, 0, 1}))
        //                  ^ error: [BW028] ChannelValue: standardDeviation has the value 0.0; write positive ones
record ChannelValue(@Conv(filters = 8) NDArray stem) {}
