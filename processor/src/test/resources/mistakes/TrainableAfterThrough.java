package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

final class TrainableAfterThrough {
    @Network(input = @Input(height = 32, width = 32))
    record Table(
            @Backbone(value = Base.class, through = "stage1", trainableFrom = "reduced") NDArray features,
            //                                                                ^ error: [BW056] features: trainableFrom = "reduced" comes after through = "stage1", where the backbone ends; write one of stem, stage1
            @GlobalAveragePool NDArray pooled,
            @Dense(units = 4) NDArray logits) {}

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
