package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The Ghost bottleneck (Han et al., CVPR 2020, section 3.2, Figure 3): a {@link GhostModule} that expands, a depthwise k×k
 * convolution without activation where there is a stride, perhaps squeeze, a linear {@link GhostModule}, and the shortcut is
 * added. That is the input, or a depthwise k×k and a 1×1 convolution of it, both linear, where the shape changes. Input (N, C,
 * H, W), output (N, filters, ceil(H / strides), ceil(W / strides)).
 */
public final class GhostBottleneck extends Composite {
    private GhostBottleneck(Builder builder, int channels, int strides, boolean first) {
        int expanded = builder.expandedChannels;
        Steps block = new Steps().then("expand", builder.module(channels, expanded, builder.activation()));
        if (strides > 1) {
            block.then("depthwise", builder.depthwise(expanded, strides));
        }
        block.then(builder.squeeze(expanded, first))
                .then("project", builder.module(expanded, builder.filters, Activation.LINEAR));
        Steps shortcut = new Steps();
        if (strides != 1 || channels != builder.filters) {
            shortcut.then("besideDepthwise", builder.depthwise(channels, strides))
                    .then("besideProject", builder.pointwise(channels, builder.filters));
        }
        declare(block.plus(shortcut, builder.dropPath()));
    }

    /**
     * Starts from 3×3 and ReLU.
     *
     * @param conventions of the whole network
     * @param channels of the input
     * @param expandedChannels channels between the modules, even
     * @param filters channels of the output, even
     * @return with the defaults, to be changed
     */
    public static Builder builder(Conventions conventions, int channels, int expandedChannels, int filters) {
        return new Builder(conventions, channels, expandedChannels, filters);
    }

    /** Collects the options. */
    public static final class Builder extends SqueezedBuilder<GhostBottleneck, Builder> {
        private final int expandedChannels;

        private Builder(Conventions conventions, int channels, int expandedChannels, int filters) {
            super(conventions, channels, filters, Activation.RELU);
            this.expandedChannels = expandedChannels;
        }

        private GhostModule module(int channels, int filters, Activation activation) {
            return new GhostModule(conventions, channels, filters, activation);
        }

        private ConvNormActivation depthwise(int channels, int strides) {
            return convolution(channels, channels, strides, channels, Activation.LINEAR);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        GhostBottleneck block(int channels, int strides, boolean first) {
            return new GhostBottleneck(this, channels, strides, first);
        }
    }
}
