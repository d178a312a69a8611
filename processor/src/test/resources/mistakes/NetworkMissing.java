package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

    record NetworkMissing(
  //^ error: [BW013] NetworkMissing: its components carry row annotations, but it is not a network; add @Network(input = @Input(height = ..., width = ...))
            @Conv(filters = 8) NDArray stem,
            @Conv(filters = 0) NDArray last) {}

    @Budget(parameters = 10)
    record NetworkMissingWithBudget(@GlobalAveragePool NDArray pooled) {}
  //^ error: [BW013] NetworkMissingWithBudget: its components carry row annotations, but it is not a network; add @Network(input = @Input(height = ..., width = ...))
