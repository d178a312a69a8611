package consumer;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@SuppressWarnings("blockwright:stem-discards")
@Network(input = @Input(height = 32, width = 32))
public record TwoStages(
        @Conv(filters = 8, kernel = 3, strides = 2)                            NDArray stem,
        @InvertedResidual(expansion = 2, filters = 16, strides = 2, count = 2) NDArray stage,
        @GlobalAveragePool                                                     NDArray pooled,
        @Dense(units = 10)                                                     NDArray logits) {}
