package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import io.github.blockwright.dsl.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * The depthwise-separable convolution of MobileNetV1 (Howard et al. 2017, section 3.1): depthwise k×k, then 1×1, each
 * with batch normalisation and activation. Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W /
 * strides)).
 */
public final class DepthwiseSeparable extends Layer {
    private final ConvNormActivation depthwise;
    private final ConvNormActivation pointwise;

    private DepthwiseSeparable(Builder builder, int channels, int strides) {
        this.depthwise = addChild(
                "depthwise",
                ConvNormActivation.builder(builder.conventions, channels, channels)
                        .kernel(builder.kernel)
                        .strides(strides)
                        .groups(channels)
                        .activation(builder.activation)
                        .build());
        this.pointwise = addChild(
                "pointwise",
                ConvNormActivation.builder(builder.conventions, channels, builder.filters)
                        .activation(builder.activation)
                        .build());
    }

    /**
     * @param channels of the input
     * @param filters channels of the output
     */
    public static Builder builder(Conventions conventions, int channels, int filters) {
        return new Builder(conventions, channels, filters);
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        return Pass.of(store, x, training).through(depthwise).through(pointwise).output();
    }

    /** Collects the options. */
    public static final class Builder {
        private final Conventions conventions;
        private final int channels;
        private final int filters;
        private int strides = 1;
        private int kernel = 3;
        private Activation activation = Activation.RELU6;

        private Builder(Conventions conventions, int channels, int filters) {
            this.conventions = conventions;
            this.channels = channels;
            this.filters = filters;
        }

        /** The stride, in a stage of its first block only; 1 unless set. */
        public Builder strides(int strides) {
            this.strides = strides;
            return this;
        }

        /** Side of the depthwise kernel, odd; 3 unless set. */
        public Builder kernel(int kernel) {
            this.kernel = kernel;
            return this;
        }

        /** Behind both convolutions; ReLU6 unless set. */
        public Builder activation(Activation activation) {
            this.activation = activation;
            return this;
        }

        /** A single block. */
        public DepthwiseSeparable build() {
            return new DepthwiseSeparable(this, channels, strides);
        }

        /** {@code count} blocks, of which the first has the stride. */
        public Stage stage(int count) {
            List<Layer> blocks = new ArrayList<>();
            blocks.add(build());
            for (int i = 1; i < count; i++) {
                blocks.add(new DepthwiseSeparable(this, filters, 1));
            }
            return new Stage(blocks);
        }
    }
}
