package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;

/**
 * The inverted residual with linear bottleneck (paper, section 3.3 and Table 1): expand 1×1, depthwise k×k, perhaps
 * squeeze (Howard et al. 2019, Figure 4), project 1×1 without activation; the input is added where stride and channels
 * allow. A block that does not widen has no expansion. Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W /
 * strides)).
 */
public final class InvertedResidual extends Composite {
    private final Shortcut shortcut;

    private InvertedResidual(Builder builder, int channels, int strides, boolean first) {
        int expanded = builder.expanded(channels);
        this.shortcut = strides == 1 && channels == builder.filters ? builder.shortcut : Shortcut.NONE;
        Steps wide = new Steps()
                .then("depthwise", builder.convolution(expanded, expanded, strides, expanded))
                .then(builder.squeeze(expanded, first));
        if (shortcut == Shortcut.EXPANSION) {
            wide.plusInput(builder.dropPath());
        }
        Steps block = new Steps();
        if (expanded != channels) {
            block.then("expand", builder.pointwise(channels, expanded, builder.activation()));
        }
        block.then(wide).then("project", builder.pointwise(expanded, builder.filters, builder.projectionActivation));
        if (shortcut == Shortcut.BOTTLENECK) {
            block.plusInput(builder.dropPath());
        }
        declare(block);
    }

    /**
     * Starts from 3×3, six times as wide as the input, ReLU6, a linear projection and a shortcut between bottlenecks.
     *
     * @param conventions of the whole network
     * @param channels of the input
     * @param filters channels of the output
     * @return with the defaults, to be changed
     */
    public static Builder builder(Conventions conventions, int channels, int filters) {
        return new Builder(conventions, channels, filters);
    }

    /** {@return what is added} */
    public Shortcut shortcut() {
        return shortcut;
    }

    /** Collects the options. */
    public static final class Builder extends InvertedBuilder<InvertedResidual, Builder> {
        private Activation projectionActivation = Activation.LINEAR;
        private Shortcut shortcut = Shortcut.BOTTLENECK;

        private Builder(Conventions conventions, int channels, int filters) {
            super(conventions, channels, filters, RELU6);
        }

        /**
         * Behind the projection; linear unless set.
         *
         * @param activation of the table language
         * @return this
         */
        public Builder projectionActivation(Activation activation) {
            this.projectionActivation = activation;
            return this;
        }

        /**
         * Adds what the depthwise part sees to what the projection sees, instead of the input to the output.
         *
         * @return this
         */
        public Builder shortcutBetweenExpansions() {
            this.shortcut = Shortcut.EXPANSION;
            return this;
        }

        /**
         * Adds nothing.
         *
         * @return this
         */
        public Builder withoutShortcut() {
            this.shortcut = Shortcut.NONE;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        InvertedResidual block(int channels, int strides, boolean first) {
            return new InvertedResidual(this, channels, strides, first);
        }
    }
}
