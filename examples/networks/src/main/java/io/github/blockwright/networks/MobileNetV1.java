package io.github.blockwright.networks;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * MobileNetV1 1.0 for the 1000 classes of ImageNet: Table 1 of Howard et al., <i>MobileNets: Efficient Convolutional
 * Neural Networks for Mobile Vision Applications</i>, 2017 (arXiv:1704.04861). The budget is the paper's own claim (Table
 * 6): 4.2 million parameters and 569 million multiply-adds, rounded up; so is that of the variant of half the width: 1.3
 * million and 149 million (Table 6 again).
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
@Budget(parameters = 4_250_000, multiplyAdds = 570_000_000)
@Variant(name = "050", widthMultiplier = 0.5, budget = @Budget(parameters = 1_350_000, multiplyAdds = 150_000_000))
public record MobileNetV1(
        @Conv(filters = 32, kernel = 3, strides = 2)                NDArray stem,
        @DepthwiseSeparable(filters = 64)                           NDArray stage1,
        @DepthwiseSeparable(filters = 128,  strides = 2, count = 2) NDArray stage2,
        @DepthwiseSeparable(filters = 256,  strides = 2, count = 2) NDArray stage3,
        @DepthwiseSeparable(filters = 512,  strides = 2, count = 6) NDArray stage4,
        @DepthwiseSeparable(filters = 1024, strides = 2, count = 2) NDArray stage5,
        @GlobalAveragePool                                          NDArray pooled,
        @Dense(units = 1000)                                        NDArray logits) {}
