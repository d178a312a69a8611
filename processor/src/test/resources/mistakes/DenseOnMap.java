package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record DenseOnMap(@Conv(filters = 16) NDArray stem, @Dense(units = 10) NDArray logits, @Conv(filters = 8) NDArray notTold) {}
//                                                  ^ error: [BW041] logits: @Dense needs a vector, but its input is the feature map 16 × 8 × 8; put a @GlobalAveragePool or a @Flatten row before it
