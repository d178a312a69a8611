package tables;

import static io.github.blockwright.dsl.Activation.*;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.github.blockwright.dsl.*;

/** Every operator with other values than the defaults, on a map that is not square. */
@SuppressWarnings("blockwright:stem-discards")
@Network(
        input = @Input(
                height = 37,
                width = 51,
                channels = 2,
                preprocessing = Preprocessing.CUSTOM,
                scale = 0.5,
                mean = {0.25, 0.5},
                standardDeviation = {2, 4}),
        batchNormEpsilon = 1e-3,
        batchNormMomentum = 0.01,
        padding = Padding.SAME)
public record EveryOperator(
        @Conv(filters = 8,  kernel = 5, strides = 3,                                                 activation = HARD_SWISH) NDArray stem,
        @Conv(filters = 16, kernel = 3,              groups = 4,  batchNorm = false,                 activation = SILU)       NDArray grouped,
        @Conv(filters = 16, kernel = 3,              groups = 16,                                    activation = RELU)       NDArray depthwise,
        @Conv(filters = 12, kernel = 3,                                              padded = false, activation = LINEAR)     NDArray unpadded,
        @MaxPool(kernel = 3, strides = 1)                                                                                     NDArray maximum,
        @InvertedResidual(expansion = 3, filters = 12, strides = 2, count = 2, kernel = 5, activation = HARD_SWISH)           NDArray stage,
        @AveragePool                                                                                                          NDArray average,
        @Conv(filters = 7, activation = LINEAR)                                                                               NDArray linear,
        @Dropout(0.2)                                                                                                         NDArray dropped,
        @Flatten                                                                                                              NDArray flat,
        @Dense(units = 9, activation = HARD_SIGMOID)                                                                          NDArray hidden,
        @Apply(value = Doubled.class, filters = 18, parameters = 9 * 18 + 18, multiplyAdds = 9 * 18)                          NDArray applied,
        @Dense(units = 4)                                                                                                     NDArray logits) {
    /** A block of the user's own. */
    public static final class Doubled<T> extends ai.djl.nn.SequentialBlock {
        /** Twice as many features. */
        public Doubled() {
            add(Linear.builder().setUnits(18).build());
        }
    }
}
