package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 4))
record KernelExceedsMap(
        @Conv(filters = 8, kernel = 5) NDArray conv,
        //                          ^ warning: [BW060] conv: kernel = 5 is larger than the 8 × 4 map that it sees, so much of it only ever meets padding; lessen the kernel or the strides before it, or enlarge the input (@SuppressWarnings("blockwright:kernel-exceeds-map") silences this)
        @InvertedResidual(expansion = 6, filters = 8, strides = 2, count = 2) NDArray later,
      //^ warning: [BW060] later: kernel = 3 is larger than the 4 × 2 map that it sees from its second block on, so much of it only ever meets padding; lessen the kernel or the strides before it, or enlarge the input (@SuppressWarnings("blockwright:kernel-exceeds-map") silences this)
        @InvertedResidual(expansion = 6, filters = 8, kernel = 5, count = 2) NDArray first,
        //                                                     ^ warning: [BW060] first: kernel = 5 is larger than the 4 × 2 map that it sees, so much of it only ever meets padding; lessen the kernel or the strides before it, or enlarge the input (@SuppressWarnings("blockwright:kernel-exceeds-map") silences this)
        @UniversalInvertedBottleneck(expansion = 6, filters = 8, startKernel = 3, kernel = 5) NDArray universal,
        //                                                                     ^ warning: [BW060] universal: startKernel = 3 is larger than the 4 × 2 map that it sees, so much of it only ever meets padding; lessen the kernel or the strides before it, or enlarge the input (@SuppressWarnings("blockwright:kernel-exceeds-map") silences this)
        //                                                                                 ^ warning: [BW060] universal: kernel = 5 is larger than the 4 × 2 map that it sees, so much of it only ever meets padding; lessen the kernel or the strides before it, or enlarge the input (@SuppressWarnings("blockwright:kernel-exceeds-map") silences this)
        @UniversalInvertedBottleneck(expansion = 6, filters = 8, kernel = 0) NDArray withoutKernels,
        @DepthwiseSeparable(filters = 8) NDArray separable,
      //^ warning: [BW060] separable: kernel = 3 is larger than the 4 × 2 map that it sees, so much of it only ever meets padding; lessen the kernel or the strides before it, or enlarge the input (@SuppressWarnings("blockwright:kernel-exceeds-map") silences this)
        @Residual(filters = 8, bottleneck = 2) NDArray residual,
      //^ warning: [BW060] residual: kernel = 3 is larger than the 4 × 2 map that it sees, so much of it only ever meets padding; lessen the kernel or the strides before it, or enlarge the input (@SuppressWarnings("blockwright:kernel-exceeds-map") silences this)
        @Conv(filters = 8) NDArray pointwise,
        @SuppressWarnings("blockwright:kernel-exceeds-map") @Conv(filters = 8, kernel = 3) NDArray quiet,
        @Conv(filters = 8, kernel = 3) NDArray defaultIsTold) {}
        //                          ^ warning: [BW060] defaultIsTold: kernel = 3 is larger than the 4 × 2 map that it sees, so much of it only ever meets padding; lessen the kernel or the strides before it, or enlarge the input (@SuppressWarnings("blockwright:kernel-exceeds-map") silences this)
