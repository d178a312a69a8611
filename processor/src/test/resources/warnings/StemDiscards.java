package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface StemDiscards {
    @Network(input = @Input(height = 32, width = 200))
    record Small(@Conv(filters = 8, kernel = 3, strides = 2) NDArray stem, @Conv(filters = 8, kernel = 3, strides = 2) NDArray later) {}
    //                                                    ^ warning: [BW067] stem: strides = 2 leaves one in 4 positions of images of only 32 × 200, before anything is known of them; write strides = 1, and strides in later rows (@SuppressWarnings("blockwright:stem-discards") silences this)

    @Network(input = @Input(height = 64, width = 64))
    record Stage(@Residual(filters = 8, bottleneck = 4, strides = 4) NDArray stem) {}
    //                                                            ^ warning: [BW067] stem: strides = 4 leaves one in 16 positions of images of only 64 × 64, before anything is known of them; write strides = 1, and strides in later rows (@SuppressWarnings("blockwright:stem-discards") silences this)

    @Network(input = @Input(height = 65, width = 65))
    record LargeEnough(@Conv(filters = 8, kernel = 3, strides = 2) NDArray stem) {}

    @SuppressWarnings("blockwright:stem-discards")
    @Network(input = @Input(height = 32, width = 32))
    record Quiet(@Conv(filters = 8, kernel = 3, strides = 2) NDArray stem) {}
}
