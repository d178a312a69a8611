package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@SuppressWarnings("blockwright:stem-discards")
@Network(input = @Input(height = 32, width = 32))
@Budget(parameters = 25_000, multiplyAdds = 1_000_000)
//                   ^ error: [BW046] OverBudget: 34,234 parameters exceed the budget of 25,000; the dearest rows are stage2 (13,968), head (13,312), logits (5,130): make them narrower, or raise the budget
//                                          ^ error: [BW046] OverBudget: 2,338,816 multiply-adds exceed the budget of 1,000,000; the dearest rows are stage2 (1,121,280), head (786,432), stem (221,184): make them narrower, or raise the budget
record OverBudget(
        @Conv(filters = 32, kernel = 3, strides = 2) NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16) NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24, strides = 2, count = 2) NDArray stage2,
        @Conv(filters = 512) NDArray head,
        @GlobalAveragePool NDArray pooled,
        @Dense(units = 10) NDArray logits) {}
