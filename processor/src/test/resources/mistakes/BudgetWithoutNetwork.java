package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface BudgetWithoutNetwork {
    @Budget(parameters = 10)
  //^ error: [BW015] Table: @Budget limits a network, but this is not one; add @Network or remove @Budget
    record Table(NDArray stem) {}

    @Budget(multiplyAdds = 10)
  //^ error: [BW015] AClass: @Budget limits a network, but this is not one; add @Network or remove @Budget
    class AClass {}
}
