package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface VariantChangesNothing {
    @Network(input = @Input(height = 8, width = 8), width = 0.5)
    @Variant(name = "050", widthMultiplier = 0.5, inputHeight = 8)
  //^ warning: [BW085] Table (variant "050"): is the same network as Table: the same images, and as many filters in every row; change its widthMultiplier, inputHeight or inputWidth, or remove it (@SuppressWarnings("blockwright:variant-changes-nothing") silences this)
    @Variant(name = "roundedAway", widthMultiplier = 0.51)
  //^ warning: [BW085] Table (variant "roundedAway"): is the same network as Table: the same images, and as many filters in every row; change its widthMultiplier, inputHeight or inputWidth, or remove it (@SuppressWarnings("blockwright:variant-changes-nothing") silences this)
    @Variant(name = "075", widthMultiplier = 0.75)
    @Variant(name = "075again", widthMultiplier = 0.75, budget = @Budget(parameters = 1_000))
  //^ warning: [BW085] Table (variant "075again"): is the same network as Table_075: the same images, and as many filters in every row; change its widthMultiplier, inputHeight or inputWidth, or remove it (@SuppressWarnings("blockwright:variant-changes-nothing") silences this)
    @Variant(name = "tall", inputHeight = 9)
    record Table(@Conv(filters = 32) NDArray stem) {}

    @SuppressWarnings("blockwright:variant-changes-nothing")
    @Network(input = @Input(height = 8, width = 8))
    @Variant(name = "wide", widthMultiplier = 2)
    record Quiet(@Flatten NDArray flat, @Dense(units = 32) NDArray notScaled) {}

    /** A warning that several variants have is one. */
    @Network(input = @Input(height = 8, width = 8))
    @Variant(name = "two", inputHeight = 2, inputWidth = 2)
    @Variant(name = "large", inputHeight = 64, inputWidth = 64)
    @Variant(name = "one", inputHeight = 1, inputWidth = 1)
    record Small(@Conv(filters = 8, kernel = 3) NDArray stem) {}
    //                                       ^ warning: [BW060] stem (variants "two", "one"): kernel = 3 is larger than the 2 × 2 map that it sees, so much of it only ever meets padding; lessen the kernel or the strides before it, or enlarge the input (@SuppressWarnings("blockwright:kernel-exceeds-map") silences this)
}
