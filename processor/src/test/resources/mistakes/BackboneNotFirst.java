package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

final class BackboneNotFirst {
    @Network(input = @Input(height = 32, width = 32))
    record Table(
            @Conv(filters = 3) NDArray stem,
            @Backbone(value = Base.class, through = "stage1") NDArray features,
          //^ error: [BW057] features: a backbone starts from the images, so it is the first row; move it before stem
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
