package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * The options that all blocks have that a stage repeats.
 *
 * @param <L> the block
 * @param <B> its builder
 */
abstract class StageBuilder<L extends Layer, B extends StageBuilder<L, B>> {
    /** The side of a kernel unless set. */
    static final int KERNEL = 3;

    /** The activation of MobileNetV1's and V2's blocks unless set. */
    static final Activation RELU6 = Activation.RELU6;

    final Conventions conventions;
    final int filters;
    private final int channels;
    private int strides = 1;
    private int kernel = KERNEL;
    private Activation activation;

    /**
     * @param channels of the input
     * @param filters channels of the output
     * @param activation unless set
     */
    StageBuilder(Conventions conventions, int channels, int filters, Activation activation) {
        this.conventions = conventions;
        this.channels = channels;
        this.filters = filters;
        this.activation = activation;
    }

    abstract B self();

    /**
     * A new block with these options.
     *
     * @param channels of its input
     * @param first whether the stage's input is its input
     */
    abstract L block(int channels, int strides, boolean first);

    /** The stride of the k×k convolution, in a stage of its first block only; 1 unless set. */
    public B strides(int strides) {
        this.strides = strides;
        return self();
    }

    /** The side of the k×k convolution's kernel, odd; 3 unless set. */
    public B kernel(int kernel) {
        this.kernel = kernel;
        return self();
    }

    /** The activation behind every convolution that is not said to be linear. */
    public B activation(Activation activation) {
        this.activation = activation;
        return self();
    }

    /**
     * A single block.
     *
     * @throws IllegalArgumentException if the options do not fit each other
     */
    public L build() {
        return block(channels, strides, true);
    }

    /**
     * {@code count} blocks, of which the first has the stride.
     *
     * @throws IllegalArgumentException if the options do not fit each other
     */
    public Stage stage(int count) {
        List<Layer> blocks = new ArrayList<>();
        blocks.add(build());
        for (int i = 1; i < count; i++) {
            blocks.add(block(filters, 1, false));
        }
        return new Stage(blocks);
    }

    /** The activation of the block. */
    final Activation activation() {
        return activation;
    }

    /** The side of the k×k convolution's kernel. */
    final int kernel() {
        return kernel;
    }

    /** A linear 1×1 convolution. */
    final ConvNormActivation pointwise(int channels, int filters) {
        return pointwise(channels, filters, Activation.LINEAR);
    }

    final ConvNormActivation pointwise(int channels, int filters, Activation activation) {
        return ConvNormActivation.builder(conventions, channels, filters)
                .activation(activation)
                .build();
    }

    /** The k×k convolution. */
    final ConvNormActivation convolution(int channels, int filters, int strides, int groups) {
        return convolution(channels, filters, strides, groups, activation);
    }

    final ConvNormActivation convolution(int channels, int filters, int strides, int groups, Activation activation) {
        return ConvNormActivation.builder(conventions, channels, filters)
                .kernel(kernel)
                .strides(strides)
                .groups(groups)
                .activation(activation)
                .build();
    }
}
