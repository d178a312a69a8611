package tables;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** A backbone that trains in no time. */
@SuppressWarnings("blockwright:stem-discards")
@Network(
        input = @Input(height = 16, width = 16),
        batchNormEpsilon = 1e-3,
        batchNormMomentum = 0.2,
        padding = Padding.SAME,
        width = 0.5,
        divisor = 2)
public record TinyShapes(
        @Conv(filters = 8, kernel = 3, strides = 2)                            NDArray stem,
        @InvertedResidual(expansion = 2, filters = 8,  strides = 1, count = 2) NDArray stage1,
        @InvertedResidual(expansion = 2, filters = 16, strides = 2, count = 2) NDArray stage2,
        @GlobalAveragePool                                                     NDArray pooled,
        @Dense(units = 5)                                                      NDArray logits) {}
