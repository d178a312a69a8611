package io.github.blockwright.processor.spec.arithmetic;

import io.github.blockwright.dsl.Padding;

/**
 * What one position of a map sees of an earlier map, along the height (Araujo et al., 2019, "Computing Receptive Fields of
 * Convolutional Neural Networks"). With {@link Padding#SAME}, windows along a width that is not the height may begin a
 * position earlier or later.
 *
 * @param extent positions; {@link Long#MAX_VALUE} for all that there are, 0 where nobody knows
 * @param strides how far the windows of neighbours are apart
 * @param before how far the window of the first position begins before the map, in the padding
 */
public record Window(long extent, long strides, long before) {
    /** Every position by itself. */
    public static final Window POINT = new Window(1, 1, 0);
    /** The whole map. */
    public static final Window ALL = new Window(Long.MAX_VALUE, 1, 0);
    /** What a class of the user's own sees. */
    public static final Window UNKNOWN = new Window(0, 1, 0);

    /** The window of a convolution with an odd kernel. */
    static Window of(int kernel, int strides, long size, Padding padding) {
        long total =
                switch (padding) {
                    case SYMMETRIC -> kernel - 1L;
                    case SAME -> Math.max(0, (-Math.floorDiv(-size, strides) - 1) * strides + kernel - size);
                };
        return new Window(kernel, strides, total / 2);
    }

    /** Whether it is neither all nor unknown. */
    public boolean isBounded() {
        return extent != ALL.extent && extent != UNKNOWN.extent;
    }

    /**
     * What a position of the next map sees through this one.
     *
     * @throws ArithmeticException if it exceeds 2⁶³ - 1
     */
    public Window then(Window next) {
        if (!next.isBounded() || !isBounded()) {
            return extent == ALL.extent || next.extent == ALL.extent ? ALL : UNKNOWN;
        }
        return new Window(
                Math.addExact(extent, Math.multiplyExact(next.extent - 1, strides)),
                Math.multiplyExact(strides, next.strides),
                Math.addExact(before, Math.multiplyExact(next.before, strides)));
    }

    /** What a position sees through two branches of the same strides. */
    Window or(Window other) {
        if (!other.isBounded() || !isBounded()) {
            return extent == ALL.extent || other.extent == ALL.extent ? ALL : UNKNOWN;
        }
        long first = Math.max(before, other.before);
        long after = Math.max(extent - before, other.extent - other.before);
        return new Window(Math.addExact(first, after), strides, first);
    }

    /** This one n times in a row, for a window without strides. */
    Window times(long n) {
        return isBounded()
                ? new Window(
                        Math.addExact(1, Math.multiplyExact(extent - 1, n)), strides, Math.multiplyExact(before, n))
                : this;
    }
}
