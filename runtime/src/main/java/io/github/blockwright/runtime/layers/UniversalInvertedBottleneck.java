package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The universal inverted bottleneck of MobileNetV4 (Qin et al., ECCV 2024, section 4, Figure 4): perhaps a linear depthwise
 * convolution, expand 1×1, perhaps a depthwise convolution, perhaps squeeze, project 1×1 without activation; the input is
 * added where stride and channels allow. The last depthwise convolution has the stride. Input (N, C, H, W), output (N,
 * filters, ceil(H / strides), ceil(W / strides)).
 */
public final class UniversalInvertedBottleneck extends Composite {
    private UniversalInvertedBottleneck(Builder builder, int channels, int strides, boolean first) {
        int expanded = builder.expanded(channels);
        Steps block = new Steps();
        if (builder.startKernel > 0) {
            block.then(
                    "start",
                    ConvNormActivation.builder(builder.conventions, channels, channels)
                            .kernel(builder.startKernel)
                            .strides(builder.kernel() > 0 ? 1 : strides)
                            .groups(channels)
                            .build());
        }
        block.then("expand", builder.pointwise(channels, expanded, builder.activation()));
        if (builder.kernel() > 0) {
            block.then("depthwise", builder.convolution(expanded, expanded, strides, expanded));
        }
        block.then(builder.squeeze(expanded, first)).then("project", builder.pointwise(expanded, builder.filters));
        declare(strides == 1 && channels == builder.filters ? block.plusInput(builder.dropPath()) : block);
    }

    /**
     * Starts from no depthwise convolution in front of the expansion, a 3×3 one behind it, six times as wide as the input
     * and ReLU.
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
    public static final class Builder extends InvertedBuilder<UniversalInvertedBottleneck, Builder> {
        private int startKernel;

        private Builder(Conventions conventions, int channels, int filters) {
            super(conventions, channels, filters, Activation.RELU);
        }

        /**
         * The side of the depthwise kernel in front of the expansion, odd, or 0 for none; 0 unless set.
         *
         * @param startKernel side of the window in pixels, odd; 0 for none
         * @return this
         */
        public Builder startKernel(int startKernel) {
            this.startKernel = startKernel;
            return this;
        }

        /** The side of the depthwise kernel behind the expansion, odd, or 0 for none; 3 unless set. */
        @Override
        public Builder kernel(int kernel) {
            return super.kernel(kernel);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        UniversalInvertedBottleneck block(int channels, int strides, boolean first) {
            if (strides > 1 && startKernel == 0 && kernel() == 0) {
                throw new IllegalArgumentException("No depthwise convolution can have the stride " + strides
                        + ": set kernel or startKernel, or leave the stride at 1");
            }
            return new UniversalInvertedBottleneck(this, channels, strides, first);
        }
    }
}
