package io.github.blockwright.runtime.blocks.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.blocks.base.ActivationFunction;
import io.github.blockwright.runtime.blocks.base.Conventions;
import io.github.blockwright.runtime.blocks.base.Layer;
import io.github.blockwright.runtime.blocks.base.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * The inverted residual with linear bottleneck (paper, section 3.3 and Table 1): expand 1×1, depthwise k×k, project 1×1
 * without activation; the input is added where stride and channels allow. Input (N, C, H, W), output (N, filters, ceil(H
 * / strides), ceil(W / strides)).
 */
public final class InvertedResidual extends Layer {
    private final ConvNormActivation expand;
    private final ConvNormActivation depthwise;
    private final ConvNormActivation project;
    private final boolean residual;

    private InvertedResidual(Builder builder, int channels, int strides) {
        int expanded = builder.expansion * channels;
        this.expand = builder.expansion == 1
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
        this.project = addChild(
                "project",
                ConvNormActivation.builder(builder.conventions, expanded, builder.filters)
                        .build());
        this.residual = strides == 1 && channels == builder.filters;
    }

    /**
     * @param channels of the input
     * @param filters channels of the output
     */
    public static Builder builder(Conventions conventions, int channels, int filters) {
        return new Builder(conventions, channels, filters);
    }

    /** Whether the input is added to the output. */
    public boolean isResidual() {
        return residual;
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        Pass pass = Pass.of(store, x, training);
        if (expand != null) {
            pass.through(expand);
        }
        NDArray projected = pass.through(depthwise).through(project).output();
        return residual ? projected.addi(x) : projected;
    }

    /** Collects the options. */
    public static final class Builder {
        private final Conventions conventions;
        private final int channels;
        private final int filters;
        private int expansion = 6;
        private int strides = 1;
        private int kernel = 3;
        private ActivationFunction activation = ActivationFunction.RELU6;

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
        public Builder activation(ActivationFunction activation) {
            this.activation = activation;
            return this;
        }

        /** A single block. */
        public InvertedResidual build() {
            return new InvertedResidual(this, channels, strides);
        }

        /** A row of the paper's Table 2: {@code count} blocks, of which the first has the stride. */
        public Stage stage(int count) {
            List<Layer> blocks = new ArrayList<>();
            blocks.add(build());
            for (int i = 1; i < count; i++) {
                blocks.add(new InvertedResidual(this, filters, 1));
            }
            return new Stage(blocks);
        }
    }
}
