package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 2, width = 2))
record StrideOnPoint(
        @Conv(filters = 8, strides = 2) NDArray conv,
        //                           ^ warning: [BW067] conv: strides = 2 leaves one in 4 positions of images of only 2 × 2, before anything is known of them; write strides = 1, and strides in later rows (@SuppressWarnings("blockwright:stem-discards") silences this)
        @Conv(filters = 8, strides = 2) NDArray again,
        //                           ^ warning: [BW061] again: strides = 2 has no effect on a 1 × 1 map; write strides = 1, lessen strides before it, or enlarge the input (@SuppressWarnings("blockwright:stride-on-point") silences this)
        @InvertedResidual(expansion = 6, filters = 9, kernel = 1, strides = 3) NDArray stage,
        //                                                                  ^ warning: [BW061] stage: strides = 3 has no effect on a 1 × 1 map; write strides = 1, lessen strides before it, or enlarge the input (@SuppressWarnings("blockwright:stride-on-point") silences this)
        @DepthwiseSeparable(filters = 9, kernel = 1, strides = 2) NDArray separable,
        //                                                     ^ warning: [BW061] separable: strides = 2 has no effect on a 1 × 1 map; write strides = 1, lessen strides before it, or enlarge the input (@SuppressWarnings("blockwright:stride-on-point") silences this)
        @Residual(filters = 9, bottleneck = 3, kernel = 1, strides = 2) NDArray residual,
        //                                                           ^ warning: [BW061] residual: strides = 2 has no effect on a 1 × 1 map; write strides = 1, lessen strides before it, or enlarge the input (@SuppressWarnings("blockwright:stride-on-point") silences this)
        @Apply(value = ai.djl.nn.SequentialBlock.class, filters = 8, strides = 2) NDArray applied,
        //                                                                     ^ warning: [BW061] applied: strides = 2 has no effect on a 1 × 1 map; write strides = 1, lessen strides before it, or enlarge the input (@SuppressWarnings("blockwright:stride-on-point") silences this)
        @AveragePool(kernel = 1) NDArray pooled) {}
