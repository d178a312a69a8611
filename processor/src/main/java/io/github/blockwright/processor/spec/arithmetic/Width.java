package io.github.blockwright.processor.spec.arithmetic;

/**
 * The width multiplier α (paper, section 4).
 *
 * @param multiplier α; 1 leaves every row as it is written
 * @param divisor scaled filters are multiples of this
 */
public record Width(double multiplier, int divisor) {
    /** Whether rows stay as they are written. */
    public boolean isNeutral() {
        return multiplier == 1;
    }

    /**
     * The filters of a row in the scaled network.
     *
     * @throws ArithmeticException if they exceed 2³¹ - 1
     */
    public int scale(int filters) {
        return isNeutral() ? filters : makeDivisible(filters * multiplier, divisor);
    }

    /** The filters of a last 1×1 convolution in front of the pooling, which only grows. */
    public int scaleLast(int filters) {
        return isNeutral() ? filters : makeDivisible(filters * Math.max(1, multiplier), divisor);
    }

    /**
     * Rounds to the nearest multiple of the divisor, which is also the least result, and up where rounding down would
     * lose more than 10 %: the rounding of the published MobileNets.
     *
     * @throws ArithmeticException if the result exceeds 2³¹ - 1
     */
    public static int makeDivisible(double value, int divisor) {
        if (value > Integer.MAX_VALUE) {
            throw new ArithmeticException(value + " filters");
        }
        long rounded = Math.max(divisor, (long) (value + divisor / 2.0) / divisor * divisor);
        if (rounded < 0.9 * value) {
            rounded += divisor;
        }
        return Math.toIntExact(rounded);
    }
}
