package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface VariantRepeated {
    @Network(input = @Input(height = 8, width = 8))
    @Variant(name = "050", widthMultiplier = 0.5)
    @Variant(name = "075", widthMultiplier = 0.75)
    @Variant(
            name = "050",
            //     ^ error: [BW081] Table: there is a variant "050" already; give this one another name
            inputHeight = 16,
            inputWidth = 16)
    record Table(@Conv(filters = 32) NDArray stem) {}
}
