package tables;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** Table 2 of the paper. */
@SuppressWarnings("blockwright:late-row-dominates")
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
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
        @Dense(units = 1000)                                                    NDArray logits) {}
