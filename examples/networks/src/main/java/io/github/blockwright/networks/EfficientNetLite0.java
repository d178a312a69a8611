package io.github.blockwright.networks;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * EfficientNet-Lite0: the rows of EfficientNet-B0 (Tan and Le, ICML 2019, arXiv:1905.11946, Table 1) without squeeze and
 * with ReLU6, as its authors publish it: 4.7 million parameters and 407 million multiply-adds, which is the budget. Stem and
 * head keep their channels where the others of the family are wider.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
@Budget(parameters = 4_700_000, multiplyAdds = 407_000_000)
public record EfficientNetLite0(
        @Conv(filters = 32, kernel = 3, strides = 2, scaled = false)                        NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16)                                      NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24,  strides = 2, count = 2)             NDArray stage2,
        @InvertedResidual(expansion = 6, filters = 40,  strides = 2, count = 2, kernel = 5) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 80,  strides = 2, count = 3)             NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 112,              count = 3, kernel = 5) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 192, strides = 2, count = 4, kernel = 5) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320)                                     NDArray stage7,
        @Conv(filters = 1280, scaled = false)                                               NDArray head,
        @GlobalAveragePool                                                                  NDArray pooled,
        @Dropout(0.2)                                                                       NDArray regularised,
        @Dense(units = 1000)                                                                NDArray logits) {}
