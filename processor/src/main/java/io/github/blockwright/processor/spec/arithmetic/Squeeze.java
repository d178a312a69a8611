package io.github.blockwright.processor.spec.arithmetic;

import io.github.blockwright.dsl.Activation;

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
     * Two 1×1 convolutions with biases on a map of one position.
     *
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    public Cost cost(long input, long expanded) {
        int squeezed = channels(input, expanded);
        return Cost.convolution(expanded, 1, 1, new FeatureShape.Map(squeezed, 1, 1), false)
                .plus(Cost.convolution(squeezed, 1, 1, new FeatureShape.Map(expanded, 1, 1), false));
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
