package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface WindowExceedsMap {
    @SuppressWarnings("blockwright:stem-discards")
    @Network(input = @Input(height = 8, width = 6))
    record Average(
            @Conv(filters = 8, kernel = 3, strides = 2) NDArray stem,
            @AveragePool(kernel = 4) NDArray pooled,
            //                    ^ error: [BW042] pooled: kernel = 4 does not fit into the feature map 8 × 4 × 3, which nothing would be left of; write kernel = 3 at most, lessen strides before it, or use @GlobalAveragePool
            @MaxPool(kernel = 9) NDArray notTold) {}

    @Network(input = @Input(height = 1, width = 8))
    record Maximum(@MaxPool NDArray collapsed) {}
    //             ^ error: [BW042] collapsed: kernel = 2 does not fit into the feature map 3 × 1 × 8, which nothing would be left of; write kernel = 1 at most, lessen strides before it, or use @GlobalAveragePool
}
