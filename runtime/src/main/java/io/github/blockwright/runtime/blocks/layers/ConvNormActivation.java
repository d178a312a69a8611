package io.github.blockwright.runtime.blocks.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.blocks.base.ActivationFunction;
import io.github.blockwright.runtime.blocks.base.Conventions;
import io.github.blockwright.runtime.blocks.base.Layer;
import io.github.blockwright.runtime.blocks.base.Pass;

/**
 * Convolution, batch normalisation (or a bias instead), activation. Input (N, C, H, W), output (N, filters, ceil(H /
 * strides), ceil(W / strides)).
 */
public final class ConvNormActivation extends Layer {
    private final Convolution conv;
    private final BatchNormalization norm;
    private final ActivationFunction activation;
    private final Conventions conventions;

    private ConvNormActivation(Builder builder) {
        this.conv = addChild(
                "conv",
                new Convolution(
                        builder.channels,
                        builder.filters,
                        builder.kernel,
                        builder.strides,
                        builder.groups,
                        builder.conventions.padding(),
                        !builder.batchNorm));
        this.norm = builder.batchNorm
                ? addChild("norm", new BatchNormalization(builder.conventions, builder.filters))
                : null;
        this.activation = builder.activation;
        this.conventions = builder.conventions;
    }

    /**
     * Starts from a linear pointwise convolution with batch normalisation.
     *
     * @param channels of the input
     * @param filters channels of the output
     */
    public static Builder builder(Conventions conventions, int channels, int filters) {
        return new Builder(conventions, channels, filters);
    }

    /** The network's conventions that it was built with. */
    public Conventions conventions() {
        return conventions;
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        Pass pass = Pass.of(store, x, training).through(conv);
        if (norm != null) {
            pass.through(norm);
        }
        return pass.through(activation).output();
    }

    /** Collects the options. */
    public static final class Builder {
        private final Conventions conventions;
        private final int channels;
        private final int filters;
        private int kernel = 1;
        private int strides = 1;
        private int groups = 1;
        private boolean batchNorm = true;
        private ActivationFunction activation = ActivationFunction.LINEAR;

        private Builder(Conventions conventions, int channels, int filters) {
            this.conventions = conventions;
            this.channels = channels;
            this.filters = filters;
        }

        /** Side of the kernel, odd; 1 unless set. */
        public Builder kernel(int kernel) {
            this.kernel = kernel;
            return this;
        }

        /** Step in both directions; 1 unless set. */
        public Builder strides(int strides) {
            this.strides = strides;
            return this;
        }

        /** Groups of channels that do not see each other; 1 unless set. */
        public Builder groups(int groups) {
            this.groups = groups;
            return this;
        }

        /** Replaces batch normalisation by a bias. */
        public Builder withoutBatchNorm() {
            this.batchNorm = false;
            return this;
        }

        /** The activation; linear unless set. */
        public Builder activation(ActivationFunction activation) {
            this.activation = activation;
            return this;
        }

        /** @throws IllegalArgumentException if the kernel is even, or the groups do not divide channels and filters */
        public ConvNormActivation build() {
            return new ConvNormActivation(this);
        }
    }
}
