package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record EvenKernel(
        @Conv(filters = 8, kernel = 2) NDArray conv,
        //                          ^ error: [BW021] conv: kernel = 2 is even, so it has no centre; write 1 or 3
        @InvertedResidual(expansion = 6, filters = 8, kernel = 4) NDArray stage,
        //                                                     ^ error: [BW021] stage: kernel = 4 is even, so it has no centre; write 3 or 5
        @FusedInvertedResidual(expansion = 6, filters = 8, kernel = 4) NDArray fused,
        //                                                          ^ error: [BW021] fused: kernel = 4 is even, so it has no centre; write 3 or 5
        @UniversalInvertedBottleneck(expansion = 6, filters = 8, startKernel = 2, kernel = 4) NDArray universal,
        //                                                                     ^ error: [BW021] universal: startKernel = 2 is even, so it has no centre; write 1 or 3
        //                                                                                 ^ error: [BW021] universal: kernel = 4 is even, so it has no centre; write 3 or 5
        @DepthwiseSeparable(filters = 8, kernel = 6) NDArray separable,
        //                                        ^ error: [BW021] separable: kernel = 6 is even, so it has no centre; write 5 or 7
        @Residual(filters = 8, bottleneck = 2, kernel = 2) NDArray residual) {}
        //                                              ^ error: [BW021] residual: kernel = 2 is even, so it has no centre; write 1 or 3
