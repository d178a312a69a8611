package io.github.blockwright.networks;

import static io.github.blockwright.dsl.Activation.RELU;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.Fire;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.MaxPool;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;

/**
 * SqueezeNet 1.1: Iandola et al., <i>SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and &lt;0.5MB model
 * size</i>, 2016 (arXiv:1602.07360), in the authors' later version with less computation, as torchvision publishes it:
 * 1,235,496 parameters. A convolution classifies, so the number of classes is the table's.
 */
@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))
public record SqueezeNet(
        @Conv(filters = 64, kernel = 3, strides = 2, padded = false, batchNorm = false, activation = RELU) NDArray stem,
        @MaxPool(kernel = 3, strides = 2)                                                                  NDArray pool1,
        @Fire(squeezed = 16, filters = 128, count = 2)                                                     NDArray fire1,
        @MaxPool(kernel = 3, strides = 2)                                                                  NDArray pool2,
        @Fire(squeezed = 32, filters = 256, count = 2)                                                     NDArray fire2,
        @MaxPool(kernel = 3, strides = 2)                                                                  NDArray pool3,
        @Fire(squeezed = 48, filters = 384, count = 2)                                                     NDArray fire3,
        @Fire(squeezed = 64, filters = 512, count = 2)                                                     NDArray fire4,
        @Dropout(0.5)                                                                                      NDArray regularised,
        @Conv(filters = 1000, scaled = false, batchNorm = false, activation = RELU)                        NDArray classes,
        @GlobalAveragePool                                                                                 NDArray logits) {}
