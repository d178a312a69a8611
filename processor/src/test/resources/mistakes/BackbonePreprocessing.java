package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

final class BackbonePreprocessing {
    @Network(input = @Input(height = 32, width = 32, preprocessing = Preprocessing.ZERO_TO_ONE))
    //                                                                            ^ error: [BW059] Table: preprocessing = ZERO_TO_ONE gives other values than those that the backbone Base is trained on; write preprocessing = Preprocessing.MINUS_ONE_TO_ONE
    record Table(
            @Backbone(value = Base.class, through = "stage1") NDArray features,
            @Dense(units = 4) NDArray onMap) {}
          //^ error: [BW041] onMap: @Dense needs a vector, but its input is the feature map 8 × 16 × 16; put a @GlobalAveragePool or a @Flatten row before it

    /** The same in other words. */
    @Network(
            input =
                    @Input(
                            height = 32,
                            width = 32,
                            preprocessing = Preprocessing.CUSTOM,
                            scale = 1 / 127.5,
                            mean = {1, 1, 1}))
    record SameValues(@Backbone(value = Base.class, through = "stage1") NDArray features) {}

    @Network(input = @Input(height = 32, width = 32))
    record OfSameValues(@Backbone(value = SameValues.class, through = "features") NDArray features) {}

    @Network(input = @Input(height = 32, width = 32, preprocessing = Preprocessing.CUSTOM, scale = 0.5, mean = {1, 2, 3}))
    record Odd(@Conv(filters = 8) NDArray stem) {}

    @Network(input = @Input(height = 32, width = 32))
    //               ^ error: [BW059] OfOdd: preprocessing = MINUS_ONE_TO_ONE gives other values than those that the backbone Odd is trained on; write preprocessing = Preprocessing.CUSTOM, scale = 0.5, mean = {1.0, 2.0, 3.0}, standardDeviation = {1.0, 1.0, 1.0}
    record OfOdd(@Backbone(value = Odd.class, through = "stem") NDArray features) {}

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
