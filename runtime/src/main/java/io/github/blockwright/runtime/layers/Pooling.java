package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;

/** Pooling over square windows, or over the whole map. */
public final class Pooling extends Layer {
    /** What becomes of the values of a window. */
    public enum Kind {
        /** Their mean, of the whole map. */
        GLOBAL_AVERAGE,
        /** Their mean, of the whole map, as a map of one position. */
        GLOBAL_AVERAGE_MAP,
        /** Their mean. */
        AVERAGE,
        /** The largest. */
        MAXIMUM
    }

    private final Kind kind;
    private final int kernel;
    private final int strides;
    private final int padding;

    private Pooling(Kind kind, int kernel, int strides, int padding) {
        this.kind = kind;
        this.kernel = kernel;
        this.strides = strides;
        this.padding = padding;
    }

    /** {@return the mean of every channel: (N, C, H, W) → (N, C)} */
    public static Pooling globalAverage() {
        return new Pooling(Kind.GLOBAL_AVERAGE, 0, 0, 0);
    }

    /** {@return the mean of every channel as a map of one position: (N, C, H, W) → (N, C, 1, 1)} */
    public static Pooling globalAverageMap() {
        return new Pooling(Kind.GLOBAL_AVERAGE_MAP, 0, 0, 0);
    }

    /**
     * The mean of every window: (N, C, H, W) → (N, C, (H - kernel) / strides + 1, (W - kernel) / strides + 1).
     *
     * @param kernel side of the window in pixels
     * @param strides at least 1
     * @return the layer
     */
    public static Pooling average(int kernel, int strides) {
        return new Pooling(Kind.AVERAGE, kernel, strides, 0);
    }

    /**
     * The maximum of every window: (N, C, H, W) → (N, C, (H - kernel) / strides + 1, (W - kernel) / strides + 1).
     *
     * @param kernel side of the window in pixels
     * @param strides at least 1
     * @return the layer
     */
    public static Pooling maximum(int kernel, int strides) {
        return maximum(kernel, strides, 0);
    }

    /**
     * The maximum of every window, which may reach beyond the map: (N, C, H, W) → (N, C, (H + 2 padding - kernel) / strides +
     * 1, (W + 2 padding - kernel) / strides + 1).
     *
     * @param kernel side of the window in pixels
     * @param strides at least 1
     * @param padding how far beyond, in pixels; at most half the kernel
     * @return the layer
     */
    public static Pooling maximum(int kernel, int strides, int padding) {
        return new Pooling(Kind.MAXIMUM, kernel, strides, padding);
    }

    /** {@return what becomes of the values of a window} */
    public Kind kind() {
        return kind;
    }

    /** {@return the side of a window, in pixels; 0 if it is the whole map} */
    public int kernel() {
        return kernel;
    }

    /** {@return the stride in both directions, in pixels; 0 if the window is the whole map} */
    public int strides() {
        return strides;
    }

    /** {@return how far windows reach beyond the map, in pixels} */
    public int padding() {
        return padding;
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        Shape window = new Shape(kernel, kernel);
        Shape step = new Shape(strides, strides);
        Shape border = new Shape(padding, padding);
        return switch (kind) {
            case GLOBAL_AVERAGE -> Pool.globalAvgPool2d(x);
            case GLOBAL_AVERAGE_MAP -> globalAverageMap(x);
            case AVERAGE -> Pool.avgPool2d(x, window, step, border, false, true);
            case MAXIMUM -> Pool.maxPool2d(x, window, step, border, false);
        };
    }

    private static NDArray globalAverageMap(NDArray x) {
        try (NDArray means = Pool.globalAvgPool2d(x)) {
            return means.reshape(x.getShape().get(0), x.getShape().get(1), 1, 1);
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        if (kind == Kind.GLOBAL_AVERAGE) {
            return input.slice(0, 2);
        }
        if (kind == Kind.GLOBAL_AVERAGE_MAP) {
            return new Shape(input.get(0), input.get(1), 1, 1);
        }
        return new Shape(
                input.get(0),
                input.get(1),
                (input.get(2) + 2L * padding - kernel) / strides + 1,
                (input.get(3) + 2L * padding - kernel) / strides + 1);
    }
}
