package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.HARD_SWISH;
import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.InvertedResidual;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.Squeeze;

/**
 * MobileNetV3-Small at width 0.75: the rows of the network of width 1 (Howard et al., ICCV 2019,
 * arXiv:1905.02244) with scaled channels, and expansions that are the same multiple of a block's scaled input, as Keras and timm publish
 * it: 2,041,872 parameters. The late squeezes are as dear as published.
 */
@Network(
        input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET),
        batchNormEpsilon = 1e-3,
        batchNormMomentum = 0.01)
@SuppressWarnings({"blockwright:residual-never-forms", "blockwright:squeeze-dear", "blockwright:late-row-dominates"})
public record MobileNetV3Small_075(
        @Conv(filters = 16, kernel = 3, strides = 2, activation = HARD_SWISH)                                                                    NDArray stem,
        @InvertedResidual(expandedChannels = 16,  filters = 16, strides = 2,                        activation = RELU,       squeeze = @Squeeze) NDArray stage1,
        @InvertedResidual(expandedChannels = 72,  filters = 24, strides = 2,                        activation = RELU)                           NDArray stage2,
        @InvertedResidual(expandedChannels = 88,  filters = 24,                                     activation = RELU)                           NDArray stage3,
        @InvertedResidual(expandedChannels = 96,  filters = 32, strides = 2,            kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage4,
        @InvertedResidual(expandedChannels = 192, filters = 32,              count = 2, kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage5,
        @InvertedResidual(expandedChannels = 96,  filters = 40,                         kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage6,
        @InvertedResidual(expandedChannels = 120, filters = 40,                         kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage7,
        @InvertedResidual(expandedChannels = 240, filters = 72, strides = 2,            kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage8,
        @InvertedResidual(expandedChannels = 432, filters = 72,              count = 2, kernel = 5, activation = HARD_SWISH, squeeze = @Squeeze) NDArray stage9,
        @Conv(filters = 432, activation = HARD_SWISH)                                                                                            NDArray head,
        @GlobalAveragePool                                                                                                                       NDArray pooled,
        @Dense(units = 1024, activation = HARD_SWISH)                                                                                            NDArray hidden,
        @Dropout(0.2)                                                                                                                            NDArray regularised,
        @Dense(units = 1000)                                                                                                                     NDArray logits) {}
