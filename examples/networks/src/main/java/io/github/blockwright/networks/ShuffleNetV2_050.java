package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.MaxPool;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.ShuffleUnit;

/**
 * ShuffleNetV2 0.5×: Table 5 of Ma et al., <i>ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture
 * Design</i>, ECCV 2018 (arXiv:1807.11164), as torchvision publishes it: 1,366,792 parameters. Most
 * parameters are the classifier's, because the paper leaves 1024 inputs to it.
 */
@SuppressWarnings("blockwright:late-row-dominates")
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record ShuffleNetV2_050(
        @Conv(filters = 24, kernel = 3, strides = 2, activation = RELU) NDArray stem,
        @MaxPool(kernel = 3, strides = 2, padded = true)                NDArray maximum,
        @ShuffleUnit(filters = 48,  strides = 2, count = 4)             NDArray stage2,
        @ShuffleUnit(filters = 96,  strides = 2, count = 8)             NDArray stage3,
        @ShuffleUnit(filters = 192, strides = 2, count = 4)             NDArray stage4,
        @Conv(filters = 1024, activation = RELU)                        NDArray last,
        @GlobalAveragePool                                              NDArray pooled,
        @Dense(units = 1000)                                            NDArray logits) {}
