package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record SeveralRows(
        @Conv(filters = 8) @Dropout(0.5) NDArray stem,
        //                 ^ error: [BW011] stem: carries @Conv, @Dropout, but a component is one row; keep one of them
        @Dense(units = 2) @GlobalAveragePool @Flatten NDArray last) {}
        //                ^ error: [BW011] last: carries @Dense, @GlobalAveragePool, @Flatten, but a component is one row; keep one of them
