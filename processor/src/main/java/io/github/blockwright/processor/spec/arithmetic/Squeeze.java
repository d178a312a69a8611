package io.github.blockwright.processor.spec.arithmetic;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;

/**
 * Squeeze-and-excitation.
 *
 * @param ratio of the squeezed channels to the others
 * @param ofInput whether the others are the block's input channels, instead of the expanded ones
 * @param divisor squeezed channels are multiples of this
 * @param activation between the two convolutions
 * @param gate behind them
 */
public record Squeeze(double ratio, boolean ofInput, int divisor, Activation activation, Activation gate) {
    /**
     * The squeezed channels of a block.
     *
     * @throws ArithmeticException if they exceed 2³¹ - 1
     */
    public int channels(long input, long expanded) {
        return Width.makeDivisible((ofInput ? input : expanded) * ratio, divisor);
    }

    /**
     * A wide map by the factors that two 1×1 convolutions with biases make of its mean.
     *
     * @param input the block's input channels
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    public Tensor scale(Tensor wide, long input) {
        long expanded = wide.shape().channels();
        return wide.times(wide.mean(new FeatureShape.Map(expanded, 1, 1))
                .convolution(channels(input, expanded), 1, 1, 1, false)
                .convolution(expanded, 1, 1, 1, false));
    }

    /**
     * What it costs a block.
     *
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    public Cost cost(long input, long expanded) {
        Tensor wide = Tensor.input(new FeatureShape.Map(expanded, 1, 1), Padding.SYMMETRIC);
        return Footprint.of(scale(wide, input)).cost();
    }

    /** As a row's label says it. */
    public String label() {
        return ", squeeze " + ratio + (ofInput ? " of the input" : "");
    }

    /** As a table's fingerprint says it. */
    public String words() {
        return "squeeze " + ratio + " " + ofInput + " " + divisor + " " + activation + " " + gate;
    }
}
