package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(
        height = 8,
        width = 8,
        preprocessing = Preprocessing.CUSTOM,
        mean = {1, 2},
        //     ^ error: [BW027] ValuesPerChannel: mean has the length 2, but there are 3 channels; write one value for each channel, or none
        standardDeviation = 2))
        //                  ^ error: [BW027] ValuesPerChannel: standardDeviation has the length 1, but there are 3 channels; write one value for each channel, or none
record ValuesPerChannel(@Conv(filters = 8) NDArray stem) {}
