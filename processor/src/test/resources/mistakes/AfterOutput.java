package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface AfterOutput {
    @Network(input = @Input(height = 8, width = 8))
    record Second(
            @GlobalAveragePool NDArray pooled,
            @Dense(units = 16, activation = Activation.RELU) NDArray hidden,
            @Dense(units = 10) NDArray logits,
            @Dense(units = 10) NDArray again,
          //^ error: [BW044] again: the network ended with logits, whose linear @Dense is its output; move this row before logits, or give logits an activation other than LINEAR
            @Dropout(0.5) NDArray notTold) {}

    @Network(input = @Input(height = 8, width = 8))
    record AnyRow(@Flatten NDArray flat, @Dense(units = 10) NDArray logits, @Conv(filters = 8) NDArray conv) {}
    //                                                                      ^ error: [BW044] conv: the network ended with logits, whose linear @Dense is its output; move this row before logits, or give logits an activation other than LINEAR
}
