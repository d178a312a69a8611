package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

final class BackboneReshaped {
    @Network(input = @Input(height = 64, width = 48))
    record Table(
            @Backbone(value = Base.class, through = "hidden") NDArray features,
            //                    ^ error: [BW048] features: the row hidden of Base has weights for 128 features, which would be 384 with images of 3 × 64 × 48; write height = 32 and width = 32, or end the backbone before that row with through
            @Dense(units = 4) NDArray notTold) {}

    /** No weight depends on the size of the images. */
    @Network(input = @Input(height = 64, width = 48))
    record EndsBefore(@Backbone(value = Base.class, through = "flat") NDArray features, @Dense(units = 4) NDArray logits) {}

    @Network(input = @Input(height = 32, width = 32))
    record NeedsMap(@Backbone(value = Base.class, through = "flat") NDArray features, @GlobalAveragePool NDArray pooled) {}
    //                                                                                ^ error: [BW040] pooled: @GlobalAveragePool needs a feature map (channels × height × width), but after features there is only a vector of 128 features; write an earlier row of Base in through

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
