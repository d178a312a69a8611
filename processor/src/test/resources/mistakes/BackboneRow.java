package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

final class BackboneRow {
    @Network(input = @Input(height = 32, width = 32))
    record Table(
            @Backbone(value = Base.class, through = "hiden", trainableFrom = "Stage1") NDArray features,
            //                                      ^ error: [BW055] features: through = "hiden" is not a row of Base; did you mean "hidden"? Its rows are stem, stage1, reduced, flat, hidden, logits
            //                                                               ^ error: [BW055] features: trainableFrom = "Stage1" is not a row of Base; did you mean "stage1"? Its rows are stem, stage1, reduced, flat, hidden, logits
            @Conv(filters = 0) NDArray broken,
            //              ^ error: [BW020] broken: filters = 0 is too small; write at least 1
            @Dense(units = 4) NDArray notTold) {}

    @SuppressWarnings("blockwright:stem-discards")
    @Network(input = @Input(height = 32, width = 32))
    record Base(
            @Conv(filters = 8, kernel = 3, strides = 2) NDArray stem,
            @Conv(filters = 8) NDArray stage1,
            @AveragePool(kernel = 4, strides = 4) NDArray reduced,
            @Flatten NDArray flat,
            @Dense(units = 8, activation = Activation.RELU) NDArray hidden,
            @Dense(units = 4) NDArray logits) {}
}
