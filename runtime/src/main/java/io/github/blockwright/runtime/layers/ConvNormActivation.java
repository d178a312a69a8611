package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.engine.InPlace;

/**
 * Convolution, batch normalisation (or a bias instead), activation. Input (N, C, H, W), output (N, filters, ceil(H /
 * strides), ceil(W / strides)).
 */
public final class ConvNormActivation extends Composite {
    private final Activation activation;
    private Conventions conventions;
    private Convolution conv;
    private BatchNormalization norm;

    private ConvNormActivation(Builder builder) {
        this.activation = builder.activation;
        this.conventions = builder.conventions;
        this.conv = new Convolution(
                builder.channels,
                builder.filters,
                builder.kernel,
                builder.strides,
                builder.groups,
                conventions.padding(),
                builder.padded,
                !builder.batchNorm);
        Steps steps = new Steps().then("conv", conv);
        if (builder.batchNorm) {
            this.norm = new BatchNormalization(conventions, builder.filters);
            steps.then("norm", norm);
        }
        declare(steps.then(activation));
    }

    /**
     * Starts from a linear pointwise convolution with batch normalisation.
     *
     * @param conventions of the whole network
     * @param channels of the input
     * @param filters channels of the output
     * @return with the defaults, to be changed
     */
    public static Builder builder(Conventions conventions, int channels, int filters) {
        return new Builder(conventions, channels, filters);
    }

    /** {@return the network's conventions} */
    public Conventions conventions() {
        return conventions;
    }

    /** {@return the activation} */
    public Activation activation() {
        return activation;
    }

    @Override
    protected void follow(Conventions others) {
        conventions = others;
        super.follow(others);
    }

    @Override
    protected void dropNormalization() {
        if (norm != null) {
            conv = conv.folded();
            norm = null;
            declare(new Steps().then("conv", conv).then(activation));
        }
    }

    /**
     * With {@code f = gamma / sqrt(variance + epsilon)}, the weight of every filter times its {@code f}, and {@code beta -
     * mean * f} as the bias.
     */
    @Override
    protected void copyFolded(Layer source) {
        ConvNormActivation unfolded = (ConvNormActivation) source;
        if (unfolded.norm == null) {
            super.copyFolded(source);
            return;
        }
        float[] weight = values(unfolded.conv, "weight");
        float[] gamma = values(unfolded.norm, "gamma");
        float[] beta = values(unfolded.norm, "beta");
        float[] mean = values(unfolded.norm, "runningMean");
        float[] variance = values(unfolded.norm, "runningVar");
        float[] bias = new float[gamma.length];
        int taps = weight.length / gamma.length;
        for (int filter = 0; filter < gamma.length; filter++) {
            double factor = gamma[filter] / Math.sqrt(variance[filter] + (double) conventions.batchNormEpsilon());
            for (int tap = filter * taps; tap < (filter + 1) * taps; tap++) {
                weight[tap] = (float) (weight[tap] * factor);
            }
            bias[filter] = (float) (beta[filter] - mean[filter] * factor);
        }
        InPlace.fill(conv.getDirectParameters().get("weight"), weight);
        InPlace.fill(conv.getDirectParameters().get("bias"), bias);
    }

    private static float[] values(Layer layer, String parameter) {
        return layer.getDirectParameters().get(parameter).getArray().toFloatArray();
    }

    /** Collects the options. */
    public static final class Builder {
        private final Conventions conventions;
        private final int channels;
        private final int filters;
        private int kernel = 1;
        private int strides = 1;
        private int groups = 1;
        private boolean padded = true;
        private boolean batchNorm = true;
        private Activation activation = Activation.LINEAR;

        private Builder(Conventions conventions, int channels, int filters) {
            this.conventions = conventions;
            this.channels = channels;
            this.filters = filters;
        }

        /**
         * Side of the kernel, odd; 1 unless set.
         *
         * @param kernel side of the window in pixels, odd
         * @return this
         */
        public Builder kernel(int kernel) {
            this.kernel = kernel;
            return this;
        }

        /**
         * Step in both directions; 1 unless set.
         *
         * @param strides at least 1
         * @return this
         */
        public Builder strides(int strides) {
            this.strides = strides;
            return this;
        }

        /**
         * Groups of channels that do not see each other; 1 unless set.
         *
         * @param groups a divisor of channels and filters
         * @return this
         */
        public Builder groups(int groups) {
            this.groups = groups;
            return this;
        }

        /**
         * Keeps windows within the map, instead of padding it as the conventions say.
         *
         * @return this
         */
        public Builder withoutPadding() {
            this.padded = false;
            return this;
        }

        /**
         * Replaces batch normalisation by a bias.
         *
         * @return this
         */
        public Builder withoutBatchNorm() {
            this.batchNorm = false;
            return this;
        }

        /**
         * The activation; linear unless set.
         *
         * @param activation of the table language
         * @return this
         */
        public Builder activation(Activation activation) {
            this.activation = activation;
            return this;
        }

        /**
         * Builds the layer.
         *
         * @return the layer, without weights yet
         * @throws IllegalArgumentException if the kernel is even, or the groups do not divide channels and filters
         */
        public ConvNormActivation build() {
            return new ConvNormActivation(this);
        }
    }
}
