package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface NotPositive {
    @Network(input = @Input(height = 8, width = 8), batchNormEpsilon = 0, width = -1)
    //                                                                 ^ error: [BW023] Zero: batchNormEpsilon = 0.0 is not a positive number in the range of float; write 1e-5, for instance
    //                                                                            ^ error: [BW023] Zero: width = -1.0 is not a positive number in the range of float; write 1.0, for instance
    record Zero(@Conv(filters = 8) NDArray stem) {}

    @Network(input = @Input(height = 8, width = 8), batchNormEpsilon = 1e-50, width = Double.NaN)
    //                                                                 ^ error: [BW023] ZeroInFloat: batchNormEpsilon = 1.0E-50 is not a positive number in the range of float; write 1e-5, for instance
    //                                                                                      ^ error: [BW023] ZeroInFloat: width = NaN is not a positive number in the range of float; write 1.0, for instance
    record ZeroInFloat(@Conv(filters = 8) NDArray stem) {}

    @Network(input = @Input(height = 8, width = 8), batchNormEpsilon = 1e300, width = 1.0 / 0)
    //                                                                 ^ error: [BW023] Infinite: batchNormEpsilon = 1.0E300 is not a positive number in the range of float; write 1e-5, for instance
    //                                                                                    ^ error: [BW023] Infinite: width = Infinity is not a positive number in the range of float; write 1.0, for instance
    record Infinite(@Conv(filters = 8) NDArray stem) {}
}
