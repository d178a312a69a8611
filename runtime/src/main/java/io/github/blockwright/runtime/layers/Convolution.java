package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.engine.EngineNnpack;
import io.github.blockwright.runtime.engine.StackedDepthwise;

/**
 * A 2-D convolution with a square, odd kernel. Input (N, C, H, W), weight (filters, C / groups, kernel, kernel), output
 * (N, filters, ceil(H / strides), ceil(W / strides)); less where it is not padded.
 *
 * <p>Some cases are computed in an equal and cheaper form. On a 1×1 map, a pointwise convolution is a matrix product, and
 * a depthwise convolution, of whose kernel only the centre meets the map, a product by that centre. On a map of two rows a
 * depthwise 3×3 convolution that learns sees all images of the batch in one column.
 *
 * <p>Weights are drawn from Kaiming's normal distribution (fan out, gain of ReLU), biases start at zero.
 */
public final class Convolution extends Layer {
    private final int channels;
    private final int filters;
    private final int kernel;
    private final int strides;
    private final int groups;
    private final boolean padded;
    private Padding padding;
    private final Parameter weight;
    private final Parameter bias;
    private final NDIndex centre;
    private boolean folded;

    /**
     * A layer without weights yet.
     *
     * @param channels 1 for grey, 3 for RGB
     * @param filters output channels
     * @param kernel side of the window in pixels, odd
     * @param strides at least 1
     * @param groups a divisor of channels and filters
     * @param padding of the network's conventions
     * @param bias whether a bias is added
     * @throws IllegalArgumentException if the kernel is even, or the groups do not divide channels and filters
     */
    public Convolution(int channels, int filters, int kernel, int strides, int groups, Padding padding, boolean bias) {
        this(channels, filters, kernel, strides, groups, padding, true, bias);
    }

    /**
     * A layer without weights yet, padded or not.
     *
     * @param padded whether there is padding at all; without, the output is (N, filters, (H - kernel) / strides + 1, (W -
     *     kernel) / strides + 1)
     */
    Convolution(
            int channels,
            int filters,
            int kernel,
            int strides,
            int groups,
            Padding padding,
            boolean padded,
            boolean bias) {
        if (kernel % 2 == 0) {
            throw new IllegalArgumentException("The kernel must be odd, not " + kernel);
        }
        if (channels % groups != 0 || filters % groups != 0) {
            throw new IllegalArgumentException(
                    groups + " groups must divide " + channels + " channels and " + filters + " filters");
        }
        this.channels = channels;
        this.filters = filters;
        this.kernel = kernel;
        this.strides = strides;
        this.groups = groups;
        this.padding = padding;
        this.padded = padded;
        double fanOut = (double) filters * kernel * kernel;
        this.weight = addParameter(Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(filters, channels / groups, kernel, kernel))
                .optInitializer(new NormalInitializer((float) Math.sqrt(2 / fanOut)))
                .build());
        this.bias = bias
                ? addParameter(Parameter.builder()
                        .setName("bias")
                        .setType(Parameter.Type.BIAS)
                        .optShape(new Shape(filters))
                        .build())
                : null;
        this.centre = new NDIndex(":, 0, {}, {}", kernel / 2, kernel / 2);
    }

    /** The same convolution with a bias, its parameters yet to come, that batch normalisation is folded into. */
    Convolution folded() {
        Convolution convolution = new Convolution(channels, filters, kernel, strides, groups, padding, padded, true);
        convolution.folded = true;
        return convolution;
    }

    /** {@return the side of the kernel, in pixels} */
    public int kernel() {
        return kernel;
    }

    /** {@return the stride in both directions, in pixels} */
    public int strides() {
        return strides;
    }

    /** {@return the groups of channels that do not see each other} */
    public int groups() {
        return groups;
    }

    /**
     * The zeros in front of a map, along one side.
     *
     * @param size of the map along this side, in pixels
     * @return at least 0
     */
    public long before(long size) {
        return padded ? ZeroPadding.before(padding, size, kernel, strides) : 0;
    }

    /**
     * The zeros behind a map, along one side.
     *
     * @param size of the map along this side, in pixels
     * @return at least 0
     */
    public long behind(long size) {
        return padded ? ZeroPadding.total(padding, size, kernel, strides) - before(size) : 0;
    }

    @Override
    protected void follow(Conventions others) {
        padding = others.padding();
    }

    /** @throws IllegalStateException in training, if batch normalisation was folded into it */
    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        if (training && folded) {
            throw new IllegalStateException(
                    "A folded network cannot be trained, its batch normalisation is gone: train the"
                            + " block that it was folded from, and fold that again");
        }
        NDArray w = value(store, weight, x, training);
        NDArray b = bias == null ? null : value(store, bias, x, training);
        Shape shape = x.getShape();
        if (shape.get(2) == 1 && shape.get(3) == 1) {
            if (kernel == 1 && groups == 1) {
                return pointwise(x, w, b);
            }
            if (groups == channels && groups == filters) {
                return centreTap(x, w, b);
            }
        }
        if (training && !isFrozen() && isStackable(shape.get(2), shape.get(3))) {
            return StackedDepthwise.of(x, w, strides).orElseGet(() -> convolve(x, w, b, shape.get(2), shape.get(3)));
        }
        return convolve(x, w, b, shape.get(2), shape.get(3));
    }

    private boolean isStackable(long height, long width) {
        return groups == channels
                && groups == filters
                && bias == null
                && StackedDepthwise.pays(kernel, strides, height)
                && before(height) == 1
                && before(width) == 1;
    }

    @Override
    public Shape outputShape(Shape input) {
        return new Shape(input.get(0), filters, outputSize(input.get(2)), outputSize(input.get(3)));
    }

    private long outputSize(long size) {
        return (size + before(size) + behind(size) - kernel) / strides + 1;
    }

    @Override
    boolean isOutputSpare() {
        return true;
    }

    /** (N, C, 1, 1) → (N, C) · (C, filters) → (N, filters, 1, 1); nothing is copied. */
    private NDArray pointwise(NDArray x, NDArray w, NDArray b) {
        try (NDArray vectors = x.reshape(-1, channels);
                NDArray matrix = w.reshape(filters, channels);
                NDArray product = Linear.linear(vectors, matrix, b).singletonOrThrow()) {
            return product.reshape(-1, filters, 1, 1);
        }
    }

    private NDArray centreTap(NDArray x, NDArray w, NDArray b) {
        try (NDArray tap = w.get(centre);
                NDArray factor = tap.reshape(1, filters, 1, 1)) {
            NDArray product = x.mul(factor);
            if (b == null) {
                return product;
            }
            try (product;
                    NDArray summand = b.reshape(1, filters, 1, 1)) {
                return product.add(summand);
            }
        }
    }

    private NDArray convolve(NDArray x, NDArray w, NDArray b, long height, long width) {
        long top = before(height);
        long bottom = behind(height);
        long left = before(width);
        long right = behind(width);
        Shape step = new Shape(strides, strides);
        Shape dilation = new Shape(1, 1);
        EngineNnpack.leaveOutWhereItCannotStart();
        if (top == bottom && left == right) {
            return Conv2d.conv2d(x, w, b, step, new Shape(top, left), dilation, groups)
                    .singletonOrThrow();
        }
        // The engine pads symmetrically only; its own padding takes the last dimension first.
        try (NDArray padded = x.pad(new Shape(left, right, top, bottom), 0)) {
            return Conv2d.conv2d(padded, w, b, step, new Shape(0, 0), dilation, groups)
                    .singletonOrThrow();
        }
    }
}
