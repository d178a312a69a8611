package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface UnknownSuppression {
    @SuppressWarnings({"rawtypes", "blockwright:kernel-exceds-map"})
    //                ^ warning: [BW063] OnTheRecord: @SuppressWarnings("blockwright:kernel-exceds-map") silences nothing; did you mean "blockwright:kernel-exceeds-map"?
    @Network(input = @Input(height = 8, width = 8))
    record OnTheRecord(@Conv(filters = 8) NDArray stem) {}

    @Network(input = @Input(height = 1, width = 1))
    record OnAComponent(
            @SuppressWarnings("blockwright-stride") @Conv(filters = 8, strides = 2) NDArray stem,
            //                ^ warning: [BW063] stem: @SuppressWarnings("blockwright-stride") silences nothing; did you mean "blockwright"?
            //                                                                   ^ warning: [BW061] stem: strides = 2 has no effect on a 1 × 1 map; write strides = 1, lessen strides before it, or enlarge the input (@SuppressWarnings("blockwright:stride-on-point") silences this)
            @SuppressWarnings("blockwright:stride-on-point") @Conv(filters = 8, strides = 2) NDArray quiet) {}
}
