package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** All independent mistakes come at once, and none has a consequence that is told too. */
@Network(input = @Input(height = 32, width = 32), batchNormMomentum = 9)
//                                                                    ^ error: [BW024] SeveralMistakes: batchNormMomentum = 9.0 is not a weight for a new batch; write more than 0 and at most 1 (where Keras says m, write 1 - m)
record SeveralMistakes(
        @Conv(filters = 32, kernel = 3, strides = 2) NDArray stem,
        @Conv(filters = 0) NDArray broken,
        //              ^ error: [BW020] broken: filters = 0 is too small; write at least 1
        NDArray forgotten,
        //      ^ error: [BW010] forgotten: has no row annotation, so nothing says what it computes; add one of @Conv, @InvertedResidual, @FusedInvertedResidual, @UniversalInvertedBottleneck, @DepthwiseSeparable, @Residual, @BasicResidual, @ShuffleUnit, @GhostBottleneck, @Fire, @GlobalAveragePool, @AveragePool, @MaxPool, @Flatten, @Dropout, @Dense, @Apply, @Backbone
        @Conv(filters = 8, kernel = 2) NDArray even,
        //                          ^ error: [BW021] even: kernel = 2 is even, so it has no centre; write 1 or 3
        @GlobalAveragePool int pooled,
        //                     ^ error: [BW012] pooled: has the type int, but a row holds its activation; change it to ai.djl.ndarray.NDArray
        @Dropout(2) NDArray clear,
        //       ^ error: [BW022] clear: value = 2.0 is not a probability of being dropped; write at least 0 and less than 1
        //                  ^ error: [BW008] clear: its block would need a method clear(), which every block has already; rename the component
        @Dense(units = 10) NDArray logits,
        @Conv(filters = 8) NDArray notTold) {}

@Network(input = @Input(height = 32, width = 32))
record SecondTable(
        @Conv(filters = 32) NDArray stem,
        @Dense(units = 10) NDArray onMap,
      //^ error: [BW041] onMap: @Dense needs a vector, but its input is the feature map 32 × 32 × 32; put a @GlobalAveragePool or a @Flatten row before it
        @Dense(units = 0) NDArray none) {}
        //             ^ error: [BW020] none: units = 0 is too small; write at least 1
