package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.blockwright.dsl.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * The classic residual, wide, narrow, wide (He et al., CVPR 2016, section 4.1, Figure 5, right): reduce 1×1, convolve
 * k×k with the stride, expand 1×1 without activation, add the shortcut, activate. The shortcut is the input, or a linear
 * 1×1 convolution of it where the shape changes (section 3.3, option B). Input (N, C, H, W), output (N, filters, ceil(H /
 * strides), ceil(W / strides)).
 */
public final class Residual extends Layer {
    private final ConvNormActivation reduce;
    private final ConvNormActivation convolve;
    private final ConvNormActivation expand;
    private final ConvNormActivation project;
    private final Activation activation;
    private final float dropPath;

    private Residual(Builder builder, int channels, int strides) {
        this.reduce = addChild(
                "reduce",
                ConvNormActivation.builder(builder.conventions, channels, builder.bottleneck)
                        .activation(builder.activation)
                        .build());
        this.convolve = addChild(
                "convolve",
                ConvNormActivation.builder(builder.conventions, builder.bottleneck, builder.bottleneck)
                        .kernel(builder.kernel)
                        .strides(strides)
                        .groups(builder.groups)
                        .activation(builder.activation)
                        .build());
        this.expand = addChild(
                "expand",
                ConvNormActivation.builder(builder.conventions, builder.bottleneck, builder.filters)
                        .build());
        this.project = strides == 1 && channels == builder.filters
                ? null
                : addChild(
                        "project",
                        ConvNormActivation.builder(builder.conventions, channels, builder.filters)
                                .strides(strides)
                                .build());
        this.activation = builder.activation;
        this.dropPath = builder.dropPath;
    }

    /**
     * @param channels of the input
     * @param bottleneck channels of the narrow part
     * @param filters channels of the output
     */
    public static Builder builder(Conventions conventions, int channels, int bottleneck, int filters) {
        return new Builder(conventions, channels, bottleneck, filters);
    }

    /** Behind the addition. */
    public Activation activation() {
        return activation;
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        NDArray branch = Pass.of(store, x, training)
                .through(reduce)
                .through(convolve)
                .through(expand)
                .output();
        if (training && dropPath > 0 && !isFrozen()) {
            branch = Shortcuts.drop(branch, dropPath);
        }
        NDArray shortcut = project == null ? x : project.forward(store, x, training);
        NDArray sum = Shortcuts.addInto(branch, shortcut);
        if (shortcut != x) {
            shortcut.close();
        }
        return Activations.applyInto(activation, sum);
    }

    @Override
    public Shape outputShape(Shape input) {
        return expand.outputShape(convolve.outputShape(reduce.outputShape(input)));
    }

    /** The projection stands beside the other convolutions and sees the input. */
    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape input = inputShapes[0];
        Shape narrow = reduce.outputShape(input);
        reduce.initialize(manager, dataType, input);
        convolve.initialize(manager, dataType, narrow);
        expand.initialize(manager, dataType, convolve.outputShape(narrow));
        if (project != null) {
            project.initialize(manager, dataType, input);
        }
    }

    /** Collects the options. */
    public static final class Builder {
        private final Conventions conventions;
        private final int channels;
        private final int bottleneck;
        private final int filters;
        private int strides = 1;
        private int kernel = 3;
        private int groups = 1;
        private Activation activation = Activation.RELU;
        private float dropPath;

        private Builder(Conventions conventions, int channels, int bottleneck, int filters) {
            this.conventions = conventions;
            this.channels = channels;
            this.bottleneck = bottleneck;
            this.filters = filters;
        }

        /** The stride of the k×k convolution, in a stage of its first block only; 1 unless set. */
        public Builder strides(int strides) {
            this.strides = strides;
            return this;
        }

        /** Side of the kernel between the 1×1 convolutions, odd; 3 unless set. */
        public Builder kernel(int kernel) {
            this.kernel = kernel;
            return this;
        }

        /** Groups of the k×k convolution; 1 unless set, as many as bottleneck channels for a depthwise one. */
        public Builder groups(int groups) {
            this.groups = groups;
            return this;
        }

        /** Behind the first two convolutions and the addition; ReLU unless set. */
        public Builder activation(Activation activation) {
            this.activation = activation;
            return this;
        }

        /** The probability, for an image in training, that a block is only its shortcut; 0 unless set. */
        public Builder dropPath(float rate) {
            this.dropPath = rate;
            return this;
        }

        /**
         * A single block.
         *
         * @throws IllegalArgumentException if the kernel is even, or the groups do not divide the bottleneck
         */
        public Residual build() {
            return new Residual(this, channels, strides);
        }

        /**
         * {@code count} blocks, of which the first has the stride.
         *
         * @throws IllegalArgumentException if the kernel is even, or the groups do not divide the bottleneck
         */
        public Stage stage(int count) {
            List<Layer> blocks = new ArrayList<>();
            blocks.add(build());
            for (int i = 1; i < count; i++) {
                blocks.add(new Residual(this, filters, 1));
            }
            return new Stage(blocks);
        }
    }
}
