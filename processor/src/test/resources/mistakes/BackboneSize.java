package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

final class BackboneSize {
    @Network(input = @Input(height = 32, width = 6))
    record Table(
            @Backbone(value = Base.class, through = "reduced") NDArray features,
            //                    ^ error: [BW047] features: Base, made for 3 × 32 × 32, cannot take 3 × 32 × 6: in its row reduced, kernel = 4 does not fit into the feature map 8 × 16 × 3, which nothing would be left of; bring height and width nearer to 32 × 32, or end the backbone before that row with through
            @Dense(units = 4) NDArray notTold) {}

    /** The window is not reached. */
    @Network(input = @Input(height = 32, width = 6))
    record EndsBefore(@Backbone(value = Base.class, through = "stage1") NDArray features) {}

    @Network(input = @Input(height = 32, width = 6))
    record OfVariant(@Backbone(value = Variant.class, through = "features") NDArray features) {}
    //                                        ^ error: [BW047] features: Variant, made for 3 × 64 × 64, cannot take 3 × 32 × 6: in its row features, Base, made for 3 × 32 × 32, cannot take 3 × 32 × 6: in its row reduced, kernel = 4 does not fit into the feature map 8 × 16 × 3, which nothing would be left of; bring height and width nearer to 64 × 64, or end the backbone before that row with through

    @Network(input = @Input(height = 64, width = 64))
    record Variant(@Backbone(value = Base.class, through = "reduced") NDArray features) {}

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
