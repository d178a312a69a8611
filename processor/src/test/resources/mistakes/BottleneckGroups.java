package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface BottleneckGroups {
    @Network(input = @Input(height = 32, width = 32))
    record AsWritten(
            @Residual(filters = 64, bottleneck = 16, groups = 16) NDArray depthwise,
            @Residual(filters = 64, bottleneck = 16, groups = 5) NDArray residual) {}
            //                                                ^ error: [BW038] residual: groups = 5 does not divide the 16 channels of the bottleneck; write a divisor of 16

    @Network(input = @Input(height = 32, width = 32), width = 0.5)
    record Scaled(
            @Residual(filters = 64, bottleneck = 32, groups = 32) NDArray depthwise,
            @Residual(filters = 64, bottleneck = 64, groups = 64, scaled = false) NDArray exempt,
            @Residual(filters = 96, bottleneck = 48, groups = 16) NDArray residual) {}
            //                                                ^ error: [BW038] residual: groups = 16 does not divide the 24 channels of the bottleneck; write a divisor of 24
}
