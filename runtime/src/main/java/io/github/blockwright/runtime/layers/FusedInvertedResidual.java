package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The fused inverted residual of EfficientNetV2 (Tan and Le, ICML 2021, section 3.2, Figure 2): one k×k convolution in
 * place of the expansion and the depthwise convolution, perhaps squeeze, project 1×1 without activation; the input is added
 * where stride and channels allow. A block that does not widen has no projection. Input (N, C, H, W), output (N, filters,
 * ceil(H / strides), ceil(W / strides)).
 */
public final class FusedInvertedResidual extends Composite {
    private FusedInvertedResidual(Builder builder, int channels, int strides, boolean first) {
        int expanded = builder.expanded(channels);
        boolean widens = expanded != channels;
        int wide = widens ? expanded : builder.filters;
        Steps block = new Steps()
                .then("fused", builder.convolution(channels, wide, strides, 1))
                .then(builder.squeeze(wide, first));
        if (widens) {
            block.then("project", builder.pointwise(wide, builder.filters));
        }
        declare(strides == 1 && channels == builder.filters ? block.plusInput(builder.dropPath()) : block);
    }

    /**
     * Starts from 3×3, six times as wide as the input and SiLU.
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
    public static final class Builder extends InvertedBuilder<FusedInvertedResidual, Builder> {
        private Builder(Conventions conventions, int channels, int filters) {
            super(conventions, channels, filters, Activation.SILU);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        FusedInvertedResidual block(int channels, int strides, boolean first) {
            return new FusedInvertedResidual(this, channels, strides, first);
        }
    }
}
