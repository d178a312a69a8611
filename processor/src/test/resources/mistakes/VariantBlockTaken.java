package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
@Variant(name = "Inner", widthMultiplier = 0.5)
record VariantBlockTaken(@Conv(filters = 16) NDArray stem) {
    /** Its block has the name of the variant's. */
    @Network(input = @Input(height = 8, width = 8))
    record Inner(@Conv(filters = 16) NDArray stem) {}
  //^ error: [BW007] Inner: its block would be the class mistakes.VariantBlockTaken_InnerBlock, which exists already; rename one of the two
}

@Network(input = @Input(height = 8, width = 8))
@Variant(name = "half", widthMultiplier = 0.5)
//              ^ error: [BW082] Taken (variant "half"): its block would be the class mistakes.Taken_halfBlock, which exists already; rename one of the two
record Taken(@Conv(filters = 16) NDArray stem) {}

class Taken_halfBlock {}
