package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface VariantWithoutNetwork {
    @Variant(name = "half", widthMultiplier = 0.5)
  //^ error: [BW083] One: @Variant varies a network, but this is not one; add @Network or remove @Variant
    record One(NDArray stem) {}

    @Budget(parameters = 10)
    @Variant(name = "half", widthMultiplier = 0.5)
  //^ error: [BW083] Two: @Variant varies a network, but this is not one; add @Network or remove @Variant
    @Variant(name = "wide", widthMultiplier = 2)
    class Two {}
}
