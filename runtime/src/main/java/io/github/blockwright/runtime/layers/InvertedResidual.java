package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import java.util.ArrayList;
import java.util.List;

/**
 * The inverted residual with linear bottleneck (paper, section 3.3 and Table 1): expand 1×1, depthwise k×k, perhaps
 * squeeze (Howard et al. 2019, Figure 4), project 1×1 without activation; the input is added where stride and channels
 * allow. Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)).
 */
public final class InvertedResidual extends Layer {
    private final ConvNormActivation expand;
    private final ConvNormActivation depthwise;
    private final SqueezeExcitation squeeze;
    private final ConvNormActivation project;
    private final Shortcut shortcut;
    private final boolean linear;
    private final float dropPath;
    private final boolean original;

    private InvertedResidual(Builder builder, int channels, int strides, int squeezed) {
        int expanded = builder.expandedChannels > 0 ? builder.expandedChannels : builder.expansion * channels;
        this.expand = expanded == channels
                ? null
                : addChild(
                        "expand",
                        ConvNormActivation.builder(builder.conventions, channels, expanded)
                                .activation(builder.activation)
                                .build());
        this.depthwise = addChild(
                "depthwise",
                ConvNormActivation.builder(builder.conventions, expanded, expanded)
                        .kernel(builder.kernel)
                        .strides(strides)
                        .groups(expanded)
                        .activation(builder.activation)
                        .build());
        this.squeeze = squeezed == 0
                ? null
                : addChild(
                        "squeeze",
                        new SqueezeExcitation(
                                builder.conventions,
                                expanded,
                                squeezed,
                                builder.squeezeActivation,
                                builder.squeezeGate));
        this.project = addChild(
                "project",
                ConvNormActivation.builder(builder.conventions, expanded, builder.filters)
                        .activation(builder.projectionActivation)
                        .build());
        this.shortcut = strides == 1 && channels == builder.filters ? builder.shortcut : Shortcut.NONE;
        this.linear = builder.projectionActivation == Activation.LINEAR;
        this.dropPath = builder.dropPath;
        this.original = linear
                && squeeze == null
                && builder.shortcut == Shortcut.BOTTLENECK
                && builder.activation == Activation.RELU6;
    }

    /**
     * @param channels of the input
     * @param filters channels of the output
     */
    public static Builder builder(Conventions conventions, int channels, int filters) {
        return new Builder(conventions, channels, filters);
    }

    /** What is added. */
    public Shortcut shortcut() {
        return shortcut;
    }

    /**
     * Whether it computes what the paper's block does, whatever its size: ReLU6, a linear bottleneck, no squeeze, and a
     * shortcut between bottlenecks. Weights that were trained in such a block mean nothing in another.
     */
    public boolean isOriginal() {
        return original;
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        NDArray wide = expand == null ? x : expand.forward(store, x, training);
        NDArray filtered = filter(store, wide, training);
        if (shortcut == Shortcut.EXPANSION) {
            filtered = Shortcuts.add(dropped(filtered, training), wide);
        }
        if (wide != x) {
            wide.close();
        }
        try (NDArray seen = filtered) {
            NDArray projected = project.forward(store, seen, training);
            return shortcut == Shortcut.BOTTLENECK ? sum(projected, x, training) : projected;
        }
    }

    private NDArray filter(ParameterStore store, NDArray wide, boolean training) {
        Pass pass = Pass.of(store, wide, training).through(depthwise);
        return squeeze == null ? pass.output() : pass.through(squeeze).output();
    }

    private NDArray sum(NDArray projected, NDArray x, boolean training) {
        NDArray branch = dropped(projected, training);
        return linear ? Shortcuts.addInto(branch, x) : Shortcuts.add(branch, x);
    }

    private NDArray dropped(NDArray branch, boolean training) {
        return training && dropPath > 0 && !isFrozen() ? Shortcuts.drop(branch, dropPath) : branch;
    }

    /** Collects the options. */
    public static final class Builder {
        private final Conventions conventions;
        private final int channels;
        private final int filters;
        private int expansion = 6;
        private int expandedChannels;
        private int strides = 1;
        private int kernel = 3;
        private Activation activation = Activation.RELU6;
        private int firstSqueezed;
        private int laterSqueezed;
        private Activation squeezeActivation = Activation.RELU;
        private Activation squeezeGate = Activation.HARD_SIGMOID;
        private Activation projectionActivation = Activation.LINEAR;
        private Shortcut shortcut = Shortcut.BOTTLENECK;
        private float dropPath;

        private Builder(Conventions conventions, int channels, int filters) {
            this.conventions = conventions;
            this.channels = channels;
            this.filters = filters;
        }

        /** How much wider the depthwise part is than the input; 6 unless set, 1 for no expansion convolution. */
        public Builder expansion(int expansion) {
            this.expansion = expansion;
            return this;
        }

        /** The channels of the depthwise part of every block, instead of a factor. */
        public Builder expandedChannels(int expandedChannels) {
            this.expandedChannels = expandedChannels;
            return this;
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

        /** Behind the expansion and the depthwise part; ReLU6 unless set. */
        public Builder activation(Activation activation) {
            this.activation = activation;
            return this;
        }

        /**
         * Squeeze-and-excitation behind the depthwise part; none unless set.
         *
         * @param first squeezed channels of a single block, or of a stage's first
         * @param later squeezed channels of a stage's other blocks
         * @param activation between the two convolutions
         * @param gate behind them
         */
        public Builder squeeze(int first, int later, Activation activation, Activation gate) {
            this.firstSqueezed = first;
            this.laterSqueezed = later;
            this.squeezeActivation = activation;
            this.squeezeGate = gate;
            return this;
        }

        /** Behind the projection; linear unless set. */
        public Builder projectionActivation(Activation activation) {
            this.projectionActivation = activation;
            return this;
        }

        /** Adds what the depthwise part sees to what the projection sees, instead of the input to the output. */
        public Builder shortcutBetweenExpansions() {
            this.shortcut = Shortcut.EXPANSION;
            return this;
        }

        /** Adds nothing. */
        public Builder withoutShortcut() {
            this.shortcut = Shortcut.NONE;
            return this;
        }

        /** The probability, for an image in training, that a block is only its shortcut; 0 unless set. */
        public Builder dropPath(float rate) {
            this.dropPath = rate;
            return this;
        }

        /** A single block. */
        public InvertedResidual build() {
            return new InvertedResidual(this, channels, strides, firstSqueezed);
        }

        /** A row of the paper's Table 2: {@code count} blocks, of which the first has the stride. */
        public Stage stage(int count) {
            List<Layer> blocks = new ArrayList<>();
            blocks.add(build());
            for (int i = 1; i < count; i++) {
                blocks.add(new InvertedResidual(this, filters, 1, laterSqueezed));
            }
            return new Stage(blocks);
        }
    }
}
