package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record IndependentMistakes(
        @Conv(filters = 16, kernel = 2) NDArray stem,
        //                           ^ error: [BW021] stem: kernel = 2 is even, so it has no centre; write 1 or 3
        @InvertedResidual(filters = 24) NDArray stage1,
      //^ error: [BW036] stage1: has neither expansion nor expandedChannels, but its width between expansion and projection is one number; write either expansion, a factor of the input channels such as 6, or expandedChannels, their number
        @Conv(filters = 32, groups = 5) NDArray grouped,
        //                           ^ error: [BW043] grouped: groups = 5 does not divide the 24 input channels; write a common divisor of 24 and 32
        @Residual(filters = 64, bottleneck = 0) NDArray stage2,
        //                                   ^ error: [BW020] stage2: bottleneck = 0 is too small; write at least 1
        @Dense(units = 10) NDArray logits) {}
      //^ error: [BW041] logits: @Dense needs a vector, but its input is the feature map 64 × 8 × 8; put a @GlobalAveragePool or a @Flatten row before it

@Network(input = @Input(height = 8, width = 8))
@Variant(name = "half", widthMultiplier = 0.5)
record InAVariant(
        @DepthwiseSeparable(filters = 15, count = 0) NDArray stage1,
        //                                        ^ error: [BW020] stage1: count = 0 is too small; write at least 1
        @ShuffleUnit(filters = 30) NDArray stage2,
        @GlobalAveragePool NDArray pooled,
        @Conv(filters = 8) NDArray late) {}
      //^ error: [BW040] late: @Conv needs a feature map (channels × height × width), but after pooled there is only a vector of 30 features; move it before pooled

// Behind a row whose shape nobody knows, nothing is known.
@Network(input = @Input(height = 8, width = 8))
record UnknownShape(
        @Conv(filters = 0) NDArray stem,
        //              ^ error: [BW020] stem: filters = 0 is too small; write at least 1
        @MaxPool(kernel = 16) NDArray pooled,
        @Dense(units = 10) NDArray logits) {}

@Network(input = @Input(height = 8, width = 8))
record UnknownWindow(
        @MaxPool(kernel = 0) NDArray pooled,
        //                ^ error: [BW020] pooled: kernel = 0 is too small; write at least 1
        @Conv(filters = 8, kernel = 2, padded = false) NDArray unpadded,
        //                          ^ error: [BW021] unpadded: kernel = 2 is even, so it has no centre; write 1 or 3
        @Dense(units = 10) NDArray logits) {}
