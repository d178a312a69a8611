package io.github.blockwright.processor.spec.arithmetic;

/**
 * What a row costs.
 *
 * @param parameters trainable parameters
 * @param statistics running means and variances of batch normalisation
 * @param multiplyAdds for one image, counting convolutions and dense layers
 */
public record Cost(long parameters, long statistics, long multiplyAdds) {
    /** Nothing. */
    public static final Cost ZERO = new Cost(0, 0, 0);

    /**
     * A convolution of a square kernel.
     *
     * @param batchNorm whether batch normalisation follows; otherwise there is a bias
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    public static Cost convolution(long channels, int kernel, int groups, FeatureShape.Map output, boolean batchNorm) {
        long taps = Math.multiplyExact((long) kernel * kernel, channels / groups);
        long weights = Math.multiplyExact(taps, output.channels());
        long perFilter = batchNorm ? Math.multiplyExact(2, output.channels()) : output.channels();
        return new Cost(
                Math.addExact(weights, perFilter),
                batchNorm ? perFilter : 0,
                Math.multiplyExact(weights, output.positions()));
    }

    /** @throws ArithmeticException if a sum exceeds 2⁶³ - 1 */
    public Cost plus(Cost other) {
        return new Cost(
                Math.addExact(parameters, other.parameters),
                Math.addExact(statistics, other.statistics),
                Math.addExact(multiplyAdds, other.multiplyAdds));
    }

    /** @throws ArithmeticException if a product exceeds 2⁶³ - 1 */
    public Cost times(long n) {
        return new Cost(
                Math.multiplyExact(parameters, n),
                Math.multiplyExact(statistics, n),
                Math.multiplyExact(multiplyAdds, n));
    }
}
