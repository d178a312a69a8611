package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface Halves {
    @Network(input = @Input(height = 32, width = 32))
    record Unit(
        @Conv(filters = 16) NDArray stem,
        @ShuffleUnit(filters = 15) NDArray odd) {}
        //                     ^ error: [BW049] odd: filters is 15, which two halves cannot share; write an even number of channels, such as 16

    @Network(input = @Input(height = 32, width = 32))
    record Ghost(
        @GhostBottleneck(expandedChannels = 40, filters = 20) NDArray even,
        @GhostBottleneck(expandedChannels = 33, filters = 18) NDArray wide) {}
        //                                  ^ error: [BW049] wide: expandedChannels is 33, which two halves cannot share; write an even number of channels, such as 34

    @Network(input = @Input(height = 32, width = 32), width = 0.5, divisor = 1)
    record Scaled(
        @Conv(filters = 16) NDArray stem,
        @ShuffleUnit(filters = 30) NDArray scaled) {}
        //                     ^ error: [BW049] scaled: filters is 15, which two halves cannot share; write an even number of channels, such as 16
}
