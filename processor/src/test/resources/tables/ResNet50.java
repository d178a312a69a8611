package tables;

import static io.github.blockwright.dsl.Activation.*;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** He et al., Table 1; its pooling is 3×3 and padded, and leaves as many positions. */
@Network(input = @Input(height = 224, width = 224))
public record ResNet50(
        @Conv(filters = 64, kernel = 7, strides = 2, activation = RELU)     NDArray stem,
        @MaxPool(kernel = 2, strides = 2)                                   NDArray reduced,
        @Residual(filters = 256,  bottleneck = 64,               count = 3) NDArray stage1,
        @Residual(filters = 512,  bottleneck = 128, strides = 2, count = 4) NDArray stage2,
        @Residual(filters = 1024, bottleneck = 256, strides = 2, count = 6) NDArray stage3,
        @Residual(filters = 2048, bottleneck = 512, strides = 2, count = 3) NDArray stage4,
        @GlobalAveragePool                                                  NDArray pooled,
        @Dense(units = 1000)                                                NDArray logits) {}
