package io.github.blockwright.networks;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * MobileNetV2 1.0 for the 1000 classes of ImageNet: Table 2 of the paper, with torchvision's conventions and dropout.
 * The budget is the paper's own claim (Table 4): 3.4 million parameters and 300 million multiply-adds, rounded up. The
 * variants are the family of section 4, at the widths and sizes that have published counts: {@code
 * ImageNetMobileNetV2_035_224Block} is the network of width 0.35 for images of 224 × 224 pixels. In the narrow ones most
 * parameters are the classifier's, because the paper leaves 1280 inputs to it.
 */
@SuppressWarnings("blockwright:late-row-dominates")
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
@Budget(parameters = 3_600_000, multiplyAdds = 301_000_000)
@Variant(name = "035_224", widthMultiplier = 0.35)
@Variant(name = "050_224", widthMultiplier = 0.5)
@Variant(name = "075_224", widthMultiplier = 0.75)
@Variant(name = "130_224", widthMultiplier = 1.3)
@Variant(
        name = "140_224",
        widthMultiplier = 1.4,
        budget = @Budget(parameters = 6_900_000, multiplyAdds = 585_000_000)) // Table 4 again
@Variant(name = "100_96", inputHeight = 96, inputWidth = 96)
@Variant(name = "100_128", inputHeight = 128, inputWidth = 128)
@Variant(name = "100_160", inputHeight = 160, inputWidth = 160)
@Variant(name = "100_192", inputHeight = 192, inputWidth = 192)
public record ImageNetMobileNetV2(
        @Conv(filters = 32, kernel = 3, strides = 2)                            NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16,  strides = 1, count = 1) NDArray stage1,
        @InvertedResidual(expansion = 6, filters = 24,  strides = 2, count = 2) NDArray stage2,
        @InvertedResidual(expansion = 6, filters = 32,  strides = 2, count = 3) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 64,  strides = 2, count = 4) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 96,  strides = 1, count = 3) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 160, strides = 2, count = 3) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320, strides = 1, count = 1) NDArray stage7,
        @Conv(filters = 1280)                                                   NDArray head,
        @GlobalAveragePool                                                      NDArray pooled,
        @Dropout(0.2)                                                           NDArray regularised,
        @Dense(units = 1000)                                                    NDArray logits) {}
