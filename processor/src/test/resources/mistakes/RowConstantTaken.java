package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record RowConstantTaken(
        @Conv(filters = 8) NDArray lastConv,
        @Conv(filters = 8) NDArray last_conv,
        //                         ^ error: [BW009] last_conv: its constant Row.LAST_CONV is also that of lastConv; rename one of the two
        @Conv(filters = 8) NDArray LAST_CONV,
        //                         ^ error: [BW009] LAST_CONV: its constant Row.LAST_CONV is also that of lastConv; rename one of the two
        @Conv(filters = 8) NDArray lastconv) {}
