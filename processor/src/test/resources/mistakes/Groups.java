package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface Groups {
    @Network(input = @Input(height = 8, width = 8))
    record InputChannels(@Conv(filters = 8, groups = 2) NDArray stem) {}
    //                                               ^ error: [BW043] stem: groups = 2 does not divide the 3 input channels; write a common divisor of 3 and 8

    @Network(input = @Input(height = 8, width = 8))
    record Filters(@Conv(filters = 8, groups = 3) NDArray stem) {}
    //                                         ^ error: [BW043] stem: groups = 3 does not divide the 8 filters; write a common divisor of 3 and 8

    @Network(input = @Input(height = 8, width = 8), width = 0.5)
    record Scaled(
            @Conv(filters = 32, kernel = 3) NDArray stem,
            @Conv(filters = 32, kernel = 3, groups = 32) NDArray depthwise,
            @Conv(filters = 48, groups = 32) NDArray grouped) {}
            //                           ^ error: [BW043] grouped: groups = 32 does not divide the 16 input channels; write a common divisor of 16 and 24
}
