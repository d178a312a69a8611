package io.github.blockwright.runtime.layers;

/**
 * The depthwise-separable convolution of MobileNetV1 (Howard et al. 2017, section 3.1): depthwise k×k, then 1×1, each
 * with batch normalisation and activation. Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W /
 * strides)).
 */
public final class DepthwiseSeparable extends Composite {
    private DepthwiseSeparable(Builder builder, int channels, int strides) {
        declare(new Steps()
                .then("depthwise", builder.convolution(channels, channels, strides, channels))
                .then("pointwise", builder.pointwise(channels, builder.filters, builder.activation())));
    }

    /**
     * Starts from 3×3 and ReLU6.
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
    public static final class Builder extends StageBuilder<DepthwiseSeparable, Builder> {
        private Builder(Conventions conventions, int channels, int filters) {
            super(conventions, channels, filters, RELU6);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        DepthwiseSeparable block(int channels, int strides, boolean first) {
            return new DepthwiseSeparable(this, channels, strides);
        }
    }
}
