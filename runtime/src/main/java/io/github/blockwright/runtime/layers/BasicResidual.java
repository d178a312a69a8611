package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The basic residual (He et al., CVPR 2016, section 3.3, Figure 5, left): convolve k×k with the stride, convolve k×k
 * without activation, add the shortcut, activate. The shortcut is the input, or a linear 1×1 convolution of it where the
 * shape changes (option B). Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)).
 */
public final class BasicResidual extends Composite {
    private BasicResidual(Builder builder, int channels, int strides) {
        int filters = builder.filters;
        declare(new Steps()
                .then("first", builder.convolution(channels, filters, strides, 1))
                .then("second", builder.convolution(filters, filters, 1, 1, Activation.LINEAR))
                .plus(builder.projection(channels, strides), builder.dropPath())
                .then(builder.activation()));
    }

    /**
     * Starts from 3×3 and ReLU.
     *
     * @param conventions of the whole network
     * @param channels of the input
     * @param filters channels of the output
     * @return with the defaults, to be changed
     */
    public static Builder builder(Conventions conventions, int channels, int filters) {
        return new Builder(conventions, channels, filters);
    }

    /** Collects the options. */
    public static final class Builder extends ResidualBuilder<BasicResidual, Builder> {
        private Builder(Conventions conventions, int channels, int filters) {
            super(conventions, channels, filters, Activation.RELU);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        BasicResidual block(int channels, int strides, boolean first) {
            return new BasicResidual(this, channels, strides);
        }
    }
}
