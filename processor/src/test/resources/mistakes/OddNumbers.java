package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record OddNumbers(
        @Conv(filters = -32, kernel = 3) NDArray negative,
        //              ^ error: [BW020] negative: filters = -32 is too small; write at least 1
        @Conv(filters = 32, kernel = -3) NDArray turned,
        //                           ^ error: [BW020] turned: kernel = -3 is too small; write at least 1
        @Conv(filters = 32, kernel = 0) NDArray none,
        //                           ^ error: [BW020] none: kernel = 0 is too small; write at least 1
        @Conv(filters = 32, strides = 0) NDArray standing,
        //                            ^ error: [BW020] standing: strides = 0 is too small; write at least 1
        @Conv(filters = 32, groups = -1) NDArray ungrouped,
        //                           ^ error: [BW020] ungrouped: groups = -1 is too small; write at least 1
        @Conv(filters = 010, kernel = 0x4) NDArray otherBases,
        //                            ^ error: [BW021] otherBases: kernel = 4 is even, so it has no centre; write 3 or 5
        @Conv(filters = 'a', kernel = 'b') NDArray letters,
        //                            ^ error: [BW021] letters: kernel = 98 is even, so it has no centre; write 97 or 99
        @Conv(filters = 8, kernel = OddNumbers.SIDE) NDArray constant,
        //                                    ^ error: [BW021] constant: kernel = 6 is even, so it has no centre; write 5 or 7
        @Conv(filters = 1 << 31) NDArray overflowing,
        //                ^ error: [BW020] overflowing: filters = -2147483648 is too small; write at least 1
        @Dropout(50) NDArray percent,
        //       ^ error: [BW022] percent: value = 50.0 is not a probability of being dropped; write at least 0 and less than 1
        @Dropout(Float.POSITIVE_INFINITY) NDArray infinite,
        //            ^ error: [BW022] infinite: value = Infinity is not a probability of being dropped; write at least 0 and less than 1
        @InvertedResidual(expansion = 0, filters = 16) NDArray unexpanded,
        //                            ^ error: [BW020] unexpanded: expansion = 0 is too small; write at least 1
        @InvertedResidual(expansion = 6, filters = 16, count = -1) NDArray uncounted,
        //                                                     ^ error: [BW020] uncounted: count = -1 is too small; write at least 1
        @Dense(units = 0) NDArray logits) {
        //             ^ error: [BW020] logits: units = 0 is too small; write at least 1
    static final int SIDE = 6;
}

@Network(input = @Input(height = 0, width = -8, channels = 0))
//                               ^ error: [BW020] OddImages: height = 0 is too small; write at least 1
//                                          ^ error: [BW020] OddImages: width = -8 is too small; write at least 1
//                                                         ^ error: [BW020] OddImages: channels = 0 is too small; write at least 1
record OddImages(@GlobalAveragePool NDArray pooled) {}

@Network(input = @Input(height = 8, width = 8), width = 0, divisor = 0)
//                                                      ^ error: [BW023] OddWidth: width = 0.0 is not a positive number in the range of float; write 1.0, for instance
//                                                                   ^ error: [BW020] OddWidth: divisor = 0 is too small; write at least 1
record OddWidth(@Conv(filters = 8) NDArray stem) {}
