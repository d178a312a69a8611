package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/**
 * MnasNet-B1, found without squeeze-and-excitation: Tan et al., CVPR 2019, in the form that torchvision publishes as {@code
 * mnasnet1_0} with 4,383,312 parameters.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record MnasNetB1(
        @Conv(filters = 32, kernel = 3, strides = 2, activation = RELU)                                        NDArray stem,
        @InvertedResidual(expansion = 1, filters = 16,                                      activation = RELU) NDArray stage1,
        @InvertedResidual(expansion = 3, filters = 24,  strides = 2, count = 3,             activation = RELU) NDArray stage2,
        @InvertedResidual(expansion = 3, filters = 40,  strides = 2, count = 3, kernel = 5, activation = RELU) NDArray stage3,
        @InvertedResidual(expansion = 6, filters = 80,  strides = 2, count = 3, kernel = 5, activation = RELU) NDArray stage4,
        @InvertedResidual(expansion = 6, filters = 96,               count = 2,             activation = RELU) NDArray stage5,
        @InvertedResidual(expansion = 6, filters = 192, strides = 2, count = 4, kernel = 5, activation = RELU) NDArray stage6,
        @InvertedResidual(expansion = 6, filters = 320,                                     activation = RELU) NDArray stage7,
        @Conv(filters = 1280, activation = RELU)                                                               NDArray head,
        @GlobalAveragePool                                                                                     NDArray pooled,
        @Dropout(0.2)                                                                                          NDArray regularised,
        @Dense(units = 1000)                                                                                   NDArray logits) {}
