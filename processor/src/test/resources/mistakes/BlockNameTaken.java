package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

    @Network(input = @Input(height = 8, width = 8))
    record BlockNameTaken(@Conv(filters = 8) NDArray stem) {}
  //^ error: [BW007] BlockNameTaken: its block would be the class mistakes.BlockNameTakenBlock, which exists already; rename one of the two

    class BlockNameTakenBlock {}

    class Other {
        @Network(input = @Input(height = 8, width = 8))
        record Taken(@Conv(filters = 8) NDArray stem) {}
      //^ error: [BW007] Taken: its block would be the class mistakes.Other_TakenBlock, which exists already; rename one of the two
    }

    class Other_TakenBlock {}
