package io.github.blockwright.runtime.layers;

/** How a convolution with an odd kernel pads its input; both keep {@code ceil(size / strides)} positions. */
public enum PaddingMode {
    /** {@code (kernel - 1) / 2} zeros on every side, as PyTorch. */
    SYMMETRIC {
        @Override
        public long total(long size, int kernel, int strides) {
            return kernel - 1L;
        }
    },
    /** As few zeros as possible, the odd one behind, as TensorFlow's {@code SAME}. */
    SAME {
        @Override
        public long total(long size, int kernel, int strides) {
            return Math.max(0, (outputSize(size, strides) - 1) * strides + kernel - size);
        }
    };

    /** The zeros before and behind together, along one side of the given size. */
    public abstract long total(long size, int kernel, int strides);

    /** The zeros before; the rest of {@link #total} lies behind. */
    public long before(long size, int kernel, int strides) {
        return total(size, kernel, strides) / 2;
    }

    /** The output positions along a side: {@code ceil(size / strides)}. */
    public static long outputSize(long size, int strides) {
        return (size + strides - 1) / strides;
    }
}
