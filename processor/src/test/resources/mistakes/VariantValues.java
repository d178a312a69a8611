package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface VariantValues {
    @Network(input = @Input(height = 8, width = 8))
    @Variant(name = "none", widthMultiplier = 0, inputHeight = 0, inputWidth = -1, budget = @Budget(parameters = 0))
    //                                        ^ error: [BW023] Repeated (variant "none"): widthMultiplier = 0.0 is not a positive number in the range of float; write 0.75, for instance
    //                                                         ^ error: [BW020] Repeated (variant "none"): inputHeight = 0 is too small; write at least 1
    //                                                                         ^ error: [BW020] Repeated (variant "none"): inputWidth = -1 is too small; write at least 1
    //                                                                                                           ^ error: [BW020] Repeated (variant "none"): parameters = 0 is too small; write at least 1
    @Variant(name = "endless", widthMultiplier = 1.0 / 0)
    //                                               ^ error: [BW023] Repeated (variant "endless"): widthMultiplier = Infinity is not a positive number in the range of float; write 0.75, for instance
    @Variant(name = "large", widthMultiplier = 1e9)
    record Repeated(@Conv(filters = 16) NDArray stem) {}
    //              ^ error: [BW045] stem (variant "large"): its channels or its cost exceed the range of Java's numbers (1.6E10 filters); write smaller attributes

    /** The container by hand. */
    @Network(input = @Input(height = 8, width = 8))
    @Variants({
        @Variant(name = "none", widthMultiplier = 0),
        //                                        ^ error: [BW023] InAContainer (variant "none"): widthMultiplier = 0.0 is not a positive number in the range of float; write 0.75, for instance
        @Variant(name = "a b", inputHeight = 4),
        //              ^ error: [BW080] InAContainer: the name "a b" of a variant cannot be part of a class name; write letters, digits and underscores, such as "035_96"
        @Variant(name = "low", inputHeight = 0, budget = @Budget(multiplyAdds = -1))
        //                                   ^ error: [BW020] InAContainer (variant "low"): inputHeight = 0 is too small; write at least 1
        //                                                                      ^ error: [BW020] InAContainer (variant "low"): multiplyAdds = -1 is too small; write at least 1
    })
    record InAContainer(@Conv(filters = 16) NDArray stem) {}

    @Network(input = @Input(height = 8, width = 8))
    @io.github.blockwright.dsl.Variant(name = "alone", inputWidth = 0)
    //                                                              ^ error: [BW020] Alone (variant "alone"): inputWidth = 0 is too small; write at least 1
    record Alone(@Conv(filters = 16) NDArray stem) {}
}
