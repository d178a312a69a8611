package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

final class BackboneVariant {
    @Network(input = @Input(height = 8, width = 8))
    @Variant(name = "050", widthMultiplier = 0.5)
    @Variant(name = "150", widthMultiplier = 1.5)
    record Base(
            @Conv(filters = 16, kernel = 3) NDArray stem,
            @AveragePool(kernel = 8) NDArray pooled,
            @Flatten NDArray flat,
            @SuppressWarnings("blockwright:scores-limited") @Dense(units = 4, activation = Activation.RELU) NDArray hidden) {}

    @Network(input = @Input(height = 8, width = 8))
    record Misspelt(@Backbone(value = Base.class, variant = "1.5", through = "stem") NDArray features) {}
    //                                                      ^ error: [BW084] features: variant = "1.5" is not a variant of Base; did you mean "150"? Its variants are 050, 150

    @Network(input = @Input(height = 4, width = 8))
    record TooSmall(@Backbone(value = Base.class, variant = "150", through = "pooled") NDArray features) {}
    //                                    ^ error: [BW047] features: Base_150, made for 3 × 8 × 8, cannot take 3 × 4 × 8: in its row pooled, kernel = 8 does not fit into the feature map 24 × 4 × 8, which nothing would be left of; bring height and width nearer to 8 × 8, or end the backbone before that row with through

    @Network(input = @Input(height = 16, width = 8))
    record Reshaped(@Backbone(value = Base.class, variant = "050", through = "hidden") NDArray features) {}
    //                                    ^ error: [BW048] features: the row hidden of Base_050 has weights for 8 features, which would be 40 with images of 3 × 16 × 8; write height = 8 and width = 8, or end the backbone before that row with through

    @Network(input = @Input(height = 8, width = 8))
    record Plain(@Conv(filters = 16) NDArray stem) {}

    @Network(input = @Input(height = 8, width = 8))
    record OfPlain(@Backbone(value = Plain.class, variant = "150", through = "stem") NDArray features) {}
    //                                                      ^ error: [BW084] features: variant = "150" is not a variant of Plain; it has none, so remove variant
}
