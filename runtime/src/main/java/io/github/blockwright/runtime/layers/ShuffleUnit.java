package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The unit of ShuffleNetV2 (Ma et al., ECCV 2018, section 3.2, Figure 3, c and d): one half of the channels stays as it is,
 * the other is reduced 1×1, convolved depthwise k×k without activation and projected 1×1; then both are joined and
 * shuffled. Where stride or channels change, both halves are made of all channels, the first by a depthwise and a 1×1
 * convolution. Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)).
 */
public final class ShuffleUnit extends Composite {
    private ShuffleUnit(Builder builder, int channels, int strides) {
        int half = builder.filters / 2;
        Steps first = new Steps();
        Steps second = new Steps();
        int seen = half;
        if (strides == 1 && channels == builder.filters) {
            first.then("first", new ChannelSlice(0, half));
            second.then("second", new ChannelSlice(half, channels));
        } else {
            seen = channels;
            first.then("besideDepthwise", builder.depthwise(channels, strides))
                    .then("besideProject", builder.pointwise(channels, half, builder.activation()));
        }
        second.then("reduce", builder.pointwise(seen, half, builder.activation()))
                .then("depthwise", builder.depthwise(half, strides))
                .then("project", builder.pointwise(half, half, builder.activation()));
        declare(first.beside(second).then("shuffle", new ChannelShuffle(2)));
    }

    /**
     * Starts from 3×3 and ReLU.
     *
     * @param conventions of the whole network
     * @param channels of the input
     * @param filters channels of the output, even
     * @return with the defaults, to be changed
     * @throws IllegalArgumentException if the filters are odd
     */
    public static Builder builder(Conventions conventions, int channels, int filters) {
        return new Builder(conventions, channels, filters);
    }

    /** Collects the options. */
    public static final class Builder extends StageBuilder<ShuffleUnit, Builder> {
        private Builder(Conventions conventions, int channels, int filters) {
            super(conventions, channels, filters, Activation.RELU);
            if (filters % 2 != 0) {
                throw new IllegalArgumentException("Two halves cannot share " + filters + " channels: make them even");
            }
        }

        private ConvNormActivation depthwise(int channels, int strides) {
            return convolution(channels, channels, strides, channels, Activation.LINEAR);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        ShuffleUnit block(int channels, int strides, boolean first) {
            return new ShuffleUnit(this, channels, strides);
        }
    }
}
