package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** What a row does wrong is told once, of the record's own network or of the variants that it is wrong in. */
interface VariantRows {
    @SuppressWarnings("blockwright:stem-discards")
    @Network(input = @Input(height = 32, width = 32))
    @Budget(parameters = 1_000)
    @Variant(name = "small", inputHeight = 8, inputWidth = 8)
    @Variant(name = "flat", inputHeight = 8)
    @Variant(name = "wide", widthMultiplier = 2, budget = @Budget(parameters = 1_000))
    //                                                                         ^ error: [BW046] OfVariants (variant "wide"): 1,040 parameters exceed the budget of 1,000; the dearest rows are head (576), stem (464): make them narrower, or raise the budget
    @Variant(name = "wider", widthMultiplier = 4, budget = @Budget(parameters = 1_000))
    //                                                                          ^ error: [BW046] OfVariants (variant "wider"): 3,104 parameters exceed the budget of 1,000; the dearest rows are head (2,176), stem (928): make them narrower, or raise the budget
    record OfVariants(
            @Conv(filters = 8, kernel = 3, strides = 2) NDArray stem,
            @Conv(filters = 16) NDArray head,
            @AveragePool(kernel = 8) NDArray pooled,
            //                    ^ error: [BW042] pooled (variants "small", "flat"): kernel = 8 does not fit into the feature map 16 × 4 × 4, which nothing would be left of; write kernel = 4 at most, lessen strides before it, or use @GlobalAveragePool
            @Flatten NDArray flat) {}

    @Network(input = @Input(height = 8, width = 8))
    @Variant(name = "wide", widthMultiplier = 2)
    @Variant(name = "large", inputHeight = 64, inputWidth = 64)
    record OfAll(
            @Conv(filters = 0) NDArray broken,
            //              ^ error: [BW020] broken: filters = 0 is too small; write at least 1
            @Conv(filters = 8, kernel = 2) NDArray even) {}
            //                          ^ error: [BW021] even: kernel = 2 is even, so it has no centre; write 1 or 3

    @Network(input = @Input(height = 8, width = 8))
    @Variant(name = "wide", widthMultiplier = 2)
    @Variant(name = "broken", widthMultiplier = -2)
    //                                          ^ error: [BW023] OnTheMap (variant "broken"): widthMultiplier = -2.0 is not a positive number in the range of float; write 0.75, for instance
    record OnTheMap(@Conv(filters = 8) NDArray stem, @Dense(units = 2) NDArray logits) {}
    //                                               ^ error: [BW041] logits: @Dense needs a vector, but its input is the feature map 8 × 8 × 8; put a @GlobalAveragePool or a @Flatten row before it
}
