package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The Fire module of SqueezeNet (Iandola et al. 2016, section 3.2, Figure 1): squeeze 1×1, then expand 1×1 and 3×3 beside each
 * other, each with a bias and the activation, and join. Input (N, C, H, W), output (N, filters, H, W).
 */
public final class Fire extends Composite {
    private static final int KERNEL = 3;

    private Fire(Builder builder, int channels) {
        int half = builder.filters / 2;
        declare(new Steps()
                .then("reduce", builder.biased(channels, builder.squeezed, 1))
                .then(new Steps()
                        .then("expand1x1", builder.biased(builder.squeezed, half, 1))
                        .beside(new Steps().then("expand3x3", builder.biased(builder.squeezed, half, KERNEL)))));
    }

    /**
     * Starts from ReLU.
     *
     * @param conventions of the whole network
     * @param channels of the input
     * @param squeezed channels between the convolutions
     * @param filters channels of the output, even
     * @return with the defaults, to be changed
     * @throws IllegalArgumentException if the filters are odd
     */
    public static Builder builder(Conventions conventions, int channels, int squeezed, int filters) {
        return new Builder(conventions, channels, squeezed, filters);
    }

    /** Collects the options. */
    public static final class Builder extends StageBuilder<Fire, Builder> {
        private final int squeezed;

        private Builder(Conventions conventions, int channels, int squeezed, int filters) {
            super(conventions, channels, filters, Activation.RELU);
            if (filters % 2 != 0) {
                throw new IllegalArgumentException("Two halves cannot share " + filters + " channels: make them even");
            }
            this.squeezed = squeezed;
        }

        private ConvNormActivation biased(int channels, int filters, int kernel) {
            return ConvNormActivation.builder(conventions, channels, filters)
                    .kernel(kernel)
                    .withoutBatchNorm()
                    .activation(activation())
                    .build();
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Fire block(int channels, int strides, boolean first) {
            return new Fire(this, channels);
        }
    }
}
