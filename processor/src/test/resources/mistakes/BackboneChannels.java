package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

final class BackboneChannels {
    @Network(input = @Input(height = 32, width = 32, channels = 1))
    //                                                          ^ error: [BW058] Table: channels = 1, but the backbone Base takes images of 3 channels; write channels = 3
    record Table(
            @Backbone(value = Base.class, through = "stage1") NDArray features,
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
