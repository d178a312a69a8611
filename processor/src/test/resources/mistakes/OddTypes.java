package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;
import java.util.List;
import java.util.Optional;

final class OddTypes {
    @Network(input = @Input(height = 8, width = 8))
    record Types(
            @Conv(filters = 8) NDArray[] several,
            //                           ^ error: [BW012] several: has the type ai.djl.ndarray.NDArray[], but a row holds its activation; change it to ai.djl.ndarray.NDArray
            @Conv(filters = 8) List<NDArray> listed,
            //                               ^ error: [BW012] listed: has the type java.util.List<ai.djl.ndarray.NDArray>, but a row holds its activation; change it to ai.djl.ndarray.NDArray
            @Conv(filters = 8) Optional<NDArray> perhaps,
            //                                   ^ error: [BW012] perhaps: has the type java.util.Optional<ai.djl.ndarray.NDArray>, but a row holds its activation; change it to ai.djl.ndarray.NDArray
            @Conv(filters = 8) ai.djl.ndarray.NDList list,
            //                                       ^ error: [BW012] list: has the type ai.djl.ndarray.NDList, but a row holds its activation; change it to ai.djl.ndarray.NDArray
            @Conv(filters = 8) float[] values,
            //                         ^ error: [BW012] values: has the type float[], but a row holds its activation; change it to ai.djl.ndarray.NDArray
            @Conv(filters = 8) NDArray... more) {}
            //                            ^ error: [BW012] more: has the type ai.djl.ndarray.NDArray[], but a row holds its activation; change it to ai.djl.ndarray.NDArray

    @Network(input = @Input(height = 8, width = 8))
  //^ error: [BW003] OddKind: a network table is a record, but this is an interface; declare it as record OddKind(...)
    sealed interface OddKind {
        record OnlyOne(@Conv(filters = 8) NDArray stem) implements OddKind {}
      //^ error: [BW013] OnlyOne: its components carry row annotations, but it is not a network; add @Network(input = @Input(height = ..., width = ...))
    }

    @Network(input = @Input(height = 8, width = 8))
    record OddOrder(
            @Dense(units = 10) NDArray first,
          //^ error: [BW041] first: @Dense needs a vector, but its input is the feature map 3 × 8 × 8; put a @GlobalAveragePool or a @Flatten row before it
            @Conv(filters = 8) NDArray second) {}

    @Network(input = @Input(height = 8, width = 8))
    record TwicePooled(
            @GlobalAveragePool NDArray pooled,
            @GlobalAveragePool NDArray again,
          //^ error: [BW040] again: @GlobalAveragePool needs a feature map (channels × height × width), but after pooled there is only a vector of 3 features; move it before pooled
            @Dense(units = 10) NDArray logits) {}

    @Network(input = @Input(height = 8, width = 8))
    record TwiceDense(
            @Flatten NDArray flat,
            @Dense(units = 10) NDArray hidden,
            @Dense(units = 10) NDArray logits) {}
          //^ error: [BW044] logits: the network ended with hidden, whose linear @Dense is its output; move this row before hidden, or give hidden an activation other than LINEAR

    @Network(input = @Input(height = 8, width = 8))
    record DropoutLast(
            @Flatten NDArray flat,
            @Dense(units = 10) NDArray logits,
            @Dropout(0.2) NDArray dropped) {}
          //^ error: [BW044] dropped: the network ended with logits, whose linear @Dense is its output; move this row before logits, or give logits an activation other than LINEAR
}
