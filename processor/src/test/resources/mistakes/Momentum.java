package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface Momentum {
    @Network(input = @Input(height = 8, width = 8), batchNormMomentum = 0)
    //                                                                  ^ error: [BW024] Zero: batchNormMomentum = 0.0 is not a weight for a new batch; write more than 0 and at most 1 (where Keras says m, write 1 - m)
    record Zero(@Conv(filters = 8) NDArray stem) {}

    @Network(input = @Input(height = 8, width = 8), batchNormMomentum = 1.5)
    //                                                                  ^ error: [BW024] Large: batchNormMomentum = 1.5 is not a weight for a new batch; write more than 0 and at most 1 (where Keras says m, write 1 - m)
    record Large(@Conv(filters = 8) NDArray stem) {}

    @Network(input = @Input(height = 8, width = 8), batchNormMomentum = Double.NaN)
    //                                                                        ^ error: [BW024] Nan: batchNormMomentum = NaN is not a weight for a new batch; write more than 0 and at most 1 (where Keras says m, write 1 - m)
    record Nan(@Conv(filters = 8) NDArray stem) {}
}
