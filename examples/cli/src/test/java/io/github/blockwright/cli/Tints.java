package io.github.blockwright.cli;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** Says of a picture whether it is reddish, greenish and bluish, which may all be true. */
@SuppressWarnings("blockwright:stem-discards")
@Network(input = @Input(height = 16, width = 16), task = Task.MULTI_LABEL)
public record Tints(
        @Conv(filters = 8,  kernel = 3, strides = 2) NDArray stem,
        @Conv(filters = 16, kernel = 3, strides = 2) NDArray stage1,
        @GlobalAveragePool                           NDArray pooled,
        @Dense(units = 3)                            NDArray logits) {}
