package tables;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** A table whose images may have several labels. */
@SuppressWarnings("blockwright:stem-discards")
@Network(input = @Input(height = 8, width = 8), task = Task.MULTI_LABEL)
@Variant(name = "16", inputHeight = 16, inputWidth = 16)
public record SeveralLabels(
        @Conv(filters = 8, kernel = 3, strides = 2) NDArray stem,
        @GlobalAveragePool                          NDArray pooled,
        @Dense(units = 5)                           NDArray logits) {}
