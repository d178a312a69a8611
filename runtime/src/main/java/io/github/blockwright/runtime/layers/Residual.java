package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The classic residual, wide, narrow, wide (He et al., CVPR 2016, section 4.1, Figure 5, right): reduce 1×1, convolve
 * k×k with the stride, perhaps squeeze, expand 1×1 without activation, add the shortcut, activate. The shortcut is the input, or a linear
 * 1×1 convolution of it where the shape changes (section 3.3, option B). Input (N, C, H, W), output (N, filters, ceil(H /
 * strides), ceil(W / strides)).
 */
public final class Residual extends Composite {
    private final Activation activation;

    private Residual(Builder builder, int channels, int strides, boolean first) {
        int bottleneck = builder.bottleneck;
        this.activation = builder.activation();
        declare(new Steps()
                .then("reduce", builder.pointwise(channels, bottleneck, activation))
                .then("convolve", builder.convolution(bottleneck, bottleneck, strides, builder.groups))
                .then(builder.squeeze(bottleneck, first))
                .then("expand", builder.pointwise(bottleneck, builder.filters))
                .plus(builder.projection(channels, strides), builder.dropPath())
                .then(activation));
    }

    /**
     * Starts from 3×3, one group and ReLU.
     *
     * @param conventions of the whole network
     * @param channels of the input
     * @param bottleneck channels of the narrow part
     * @param filters channels of the output
     * @return with the defaults, to be changed
     */
    public static Builder builder(Conventions conventions, int channels, int bottleneck, int filters) {
        return new Builder(conventions, channels, bottleneck, filters);
    }

    /** {@return the activation behind the addition} */
    public Activation activation() {
        return activation;
    }

    /** Collects the options. */
    public static final class Builder extends SqueezedBuilder<Residual, Builder> {
        private final int bottleneck;
        private int groups = 1;

        private Builder(Conventions conventions, int channels, int bottleneck, int filters) {
            super(conventions, channels, filters, Activation.RELU);
            this.bottleneck = bottleneck;
        }

        /**
         * Groups of the k×k convolution; 1 unless set, as many as bottleneck channels for a depthwise one.
         *
         * @param groups a divisor of channels and filters
         * @return this
         */
        public Builder groups(int groups) {
            this.groups = groups;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Residual block(int channels, int strides, boolean first) {
            return new Residual(this, channels, strides, first);
        }
    }
}
