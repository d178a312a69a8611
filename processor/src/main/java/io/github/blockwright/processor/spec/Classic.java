package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** A stage of the blocks that inverted residuals are compared with. */
public sealed interface Classic extends Staged {
    /** Something for every kind of such blocks. */
    interface Visitor<R> {
        R visit(DepthwiseSeparable stage);

        R visit(Residual stage);

        R visit(BasicResidual stage);
    }

    /** A stage of depthwise and pointwise convolutions in turn. */
    record DepthwiseSeparable(int filters, int strides, int count, int kernel, Activation activation, boolean scaled)
            implements Classic {
        @Override
        public DepthwiseSeparable scaledBy(IntUnaryOperator width) {
            return new DepthwiseSeparable(width.applyAsInt(filters), strides, count, kernel, activation, scaled);
        }

        @Override
        public Tensor block(Tensor x, int strides) {
            return x.depthwise(kernel, strides).pointwise(filters);
        }

        @Override
        public void check(AttributeChecks checks) {
            checkStage(checks);
            checks.kernel("kernel", kernel);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checkKernel(kernel, input, checks);
        }

        @Override
        public String label(Defaults defaults) {
            return "DepthwiseSeparable " + Words.window(kernel, strides) + ", n = " + count
                    + Words.unless(defaults, "activation", activation);
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("depthwiseSeparable", filters, strides, count, kernel, activation);
        }

        @Override
        public <R> R acceptStage(Staged.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A stage of classic residuals.
     *
     * @param bottleneck channels of the narrow part
     * @param groups of the convolution in it
     * @param dropPath the probability that a block is only its shortcut in training
     */
    record Residual(
            int filters,
            int bottleneck,
            int strides,
            int count,
            int kernel,
            int groups,
            Activation activation,
            Optional<Squeeze> squeeze,
            double dropPath,
            boolean scaled)
            implements Classic {
        @Override
        public Residual scaledBy(IntUnaryOperator width) {
            int narrow = width.applyAsInt(bottleneck);
            // A depthwise convolution stays one.
            int newGroups = groups > 1 && groups == bottleneck ? narrow : groups;
            return new Residual(
                    width.applyAsInt(filters),
                    narrow,
                    strides,
                    count,
                    kernel,
                    newGroups,
                    activation,
                    squeeze,
                    dropPath,
                    scaled);
        }

        /** Reduce, convolve, perhaps squeeze, expand, and a projection of the input where the shape changes. */
        @Override
        public Tensor block(Tensor x, int strides) {
            Tensor narrow = x.pointwise(bottleneck).convolution(bottleneck, kernel, strides, groups, true);
            return gated(squeeze, narrow, x.shape().channels())
                    .pointwise(filters)
                    .plus(isAlike(x, strides) ? x : x.convolution(filters, 1, strides, 1, true));
        }

        @Override
        public void check(AttributeChecks checks) {
            checkStage(checks);
            checks.kernel("kernel", kernel);
            checks.atLeast(1, "bottleneck", bottleneck);
            checks.atLeast(1, "groups", groups);
            squeeze.ifPresent(s -> checks.squeeze("squeeze", s));
            checks.dropRate("dropPath", dropPath);
        }

        /** Every block has a shortcut, so nothing can be wrong with it. */
        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checks.bottleneckGroups(groups, bottleneck);
            checkKernel(kernel, input, checks);
            checkSqueeze(squeeze, channels -> bottleneck, input, checks);
        }

        @Override
        public String label(Defaults defaults) {
            return "Residual " + Words.window(kernel, strides) + ", b = " + bottleneck + ", n = " + count
                    + Words.groups(groups) + Words.unless(defaults, "activation", activation)
                    + squeeze.map(Squeeze::label).orElse("") + Words.dropPath(dropPath);
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("residual", filters, bottleneck, strides, count, kernel, groups, activation)
                    + squeeze.map(s -> " " + s.words()).orElse("");
        }

        @Override
        public <R> R acceptStage(Staged.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A stage of classic residuals of two convolutions.
     *
     * @param dropPath the probability that a block is only its shortcut in training
     */
    record BasicResidual(
            int filters, int strides, int count, int kernel, Activation activation, double dropPath, boolean scaled)
            implements Classic {
        @Override
        public BasicResidual scaledBy(IntUnaryOperator width) {
            return new BasicResidual(width.applyAsInt(filters), strides, count, kernel, activation, dropPath, scaled);
        }

        /** Two convolutions, and a projection of the input where the shape changes. */
        @Override
        public Tensor block(Tensor x, int strides) {
            return x.convolution(filters, kernel, strides, 1, true)
                    .convolution(filters, kernel, 1, 1, true)
                    .plus(isAlike(x, strides) ? x : x.convolution(filters, 1, strides, 1, true));
        }

        @Override
        public void check(AttributeChecks checks) {
            checkStage(checks);
            checks.kernel("kernel", kernel);
            checks.dropRate("dropPath", dropPath);
        }

        /** Every block has a shortcut, so nothing can be wrong with it. */
        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checkKernel(kernel, input, checks);
        }

        @Override
        public String label(Defaults defaults) {
            return "BasicResidual " + Words.window(kernel, strides) + ", n = " + count
                    + Words.unless(defaults, "activation", activation) + Words.dropPath(dropPath);
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("basicResidual", filters, strides, count, kernel, activation);
        }

        @Override
        public <R> R acceptStage(Staged.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
