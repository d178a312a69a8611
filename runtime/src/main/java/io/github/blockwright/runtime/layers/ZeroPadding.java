package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Padding;

/** How many zeros a convolution with an odd kernel puts around its input, along one side. */
public final class ZeroPadding {
    private ZeroPadding() {}

    /**
     * The zeros before and behind together.
     *
     * @param padding of the network's conventions
     * @param size of the input along this side
     * @param kernel side of the window in pixels, odd
     * @param strides at least 1
     * @return at least 0
     */
    public static long total(Padding padding, long size, int kernel, int strides) {
        return switch (padding) {
            case SYMMETRIC -> kernel - 1L;
            case SAME -> Math.max(0, (outputSize(size, strides) - 1) * strides + kernel - size);
        };
    }

    /**
     * The zeros before; the rest of {@link #total} lies behind.
     *
     * @param padding of the network's conventions
     * @param size of the input along this side, in pixels
     * @param kernel side of the window in pixels, odd
     * @param strides at least 1
     * @return at least 0
     */
    public static long before(Padding padding, long size, int kernel, int strides) {
        return total(padding, size, kernel, strides) / 2;
    }

    /** The output positions along a side, the same for every padding: {@code ceil(size / strides)}. */
    static long outputSize(long size, int strides) {
        return (size + strides - 1) / strides;
    }
}
