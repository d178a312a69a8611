package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 32, width = 32))
record Contradiction(
        @Conv(filters = 16) NDArray stem,
        @UniversalInvertedBottleneck(expansion = 4, filters = 24, strides = 2, kernel = 0) NDArray stage,
        //                                                                  ^ error: [BW039] stage: strides = 2 has no depthwise convolution to step in, because startKernel and kernel are 0; write kernel = 3, for instance, or strides = 1
        @UniversalInvertedBottleneck(expansion = 4, filters = 24, kernel = 0) NDArray pointwise,
        @UniversalInvertedBottleneck(expansion = 4, filters = 24, strides = 2, startKernel = 3, kernel = 0) NDArray first,
        @UniversalInvertedBottleneck(expansion = 4, filters = 24, strides = 2) NDArray behind) {}
