package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

    @Network(input = @Input(height = 8, width = 8))
    record EmptyRecord() {}
  //^ error: [BW006] EmptyRecord: has no components, so the network has no rows; add one component for each row, such as @Conv(filters = 32, kernel = 3) NDArray stem
