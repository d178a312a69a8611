package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface VariantName {
    @Network(input = @Input(height = 8, width = 8))
    @Variant(name = "half-width", widthMultiplier = 0.5)
    //              ^ error: [BW080] Table: the name "half-width" of a variant cannot be part of a class name; write letters, digits and underscores, such as "035_96"
    @Variant(name = "", inputHeight = 16)
    //              ^ error: [BW080] Table: the name "" of a variant cannot be part of a class name; write letters, digits and underscores, such as "035_96"
    record Table(@Conv(filters = 16) NDArray stem) {}
}
