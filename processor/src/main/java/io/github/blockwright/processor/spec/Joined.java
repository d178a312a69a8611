package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** A stage of blocks that make their channels in two halves, which they join. */
public sealed interface Joined extends Staged {
    /** Something for every kind of such blocks. */
    interface Visitor<R> {
        R visit(ShuffleUnit stage);

        R visit(GhostBottleneck stage);

        R visit(Fire stage);
    }

    /** A stage of ShuffleNetV2's units. */
    record ShuffleUnit(int filters, int strides, int count, int kernel, Activation activation, boolean scaled)
            implements Joined {
        @Override
        public ShuffleUnit scaledBy(IntUnaryOperator width) {
            return new ShuffleUnit(width.applyAsInt(filters), strides, count, kernel, activation, scaled);
        }

        /** Reduce, depthwise, project; where the shape changes, of all channels, and beside it depthwise and project. */
        @Override
        public Tensor block(Tensor x, int strides) {
            int half = filters / 2;
            boolean splits = isAlike(x, strides);
            Tensor first = splits ? x.slice(half) : x.depthwise(kernel, strides).pointwise(half);
            Tensor second = (splits ? x.slice(half) : x)
                    .pointwise(half)
                    .depthwise(kernel, strides)
                    .pointwise(half);
            return first.join(second).shuffle();
        }

        @Override
        public void check(AttributeChecks checks) {
            checkStage(checks);
            checks.kernel("kernel", kernel);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checks.halves("filters", filters);
            checkKernel(kernel, input, checks);
        }

        @Override
        public String label(Defaults defaults) {
            return "ShuffleUnit " + Words.window(kernel, strides) + ", n = " + count
                    + Words.unless(defaults, "activation", activation);
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("shuffleUnit", filters, strides, count, kernel, activation);
        }

        @Override
        public <R> R acceptStage(Staged.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A stage of GhostNet's bottlenecks.
     *
     * @param expandedChannels between the modules
     * @param kernel of the depthwise convolutions between the modules and in the shortcut
     * @param dropPath the probability that a block is only its shortcut in training
     */
    record GhostBottleneck(
            int expandedChannels,
            int filters,
            int strides,
            int count,
            int kernel,
            Activation activation,
            Optional<Squeeze> squeeze,
            double dropPath,
            boolean scaled)
            implements Joined {
        private static final int CHEAP_KERNEL = 3;

        @Override
        public GhostBottleneck scaledBy(IntUnaryOperator width) {
            return new GhostBottleneck(
                    width.applyAsInt(expandedChannels),
                    width.applyAsInt(filters),
                    strides,
                    count,
                    kernel,
                    activation,
                    squeeze,
                    dropPath,
                    scaled);
        }

        /** A module, perhaps depthwise, perhaps squeeze, a module; beside it depthwise and project where the shape changes. */
        @Override
        public Tensor block(Tensor x, int strides) {
            Tensor expand = module(x, expandedChannels);
            Tensor wide = strides == 1 ? expand : expand.depthwise(kernel, strides);
            Tensor shortcut =
                    isAlike(x, strides) ? x : x.depthwise(kernel, strides).pointwise(filters);
            return module(gated(squeeze, wide, x.shape().channels()), filters).plus(shortcut);
        }

        /** Half of the output by a 1×1 convolution, the other half from it by a depthwise one. */
        private static Tensor module(Tensor x, int filters) {
            Tensor primary = x.pointwise(filters / 2);
            return primary.join(primary.depthwise(CHEAP_KERNEL, 1));
        }

        @Override
        public void check(AttributeChecks checks) {
            checkStage(checks);
            checks.atLeast(1, "expandedChannels", expandedChannels);
            checks.kernel("kernel", kernel);
            squeeze.ifPresent(s -> checks.squeeze("squeeze", s));
            checks.dropRate("dropPath", dropPath);
        }

        /** Every block has a shortcut, so nothing can be wrong with it. */
        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checks.halves("expandedChannels", expandedChannels);
            checks.halves("filters", filters);
            checkKernel(kernel, input, checks);
            checkSqueeze(squeeze, channels -> expandedChannels, input, checks);
        }

        @Override
        public String label(Defaults defaults) {
            return "GhostBottleneck " + Words.window(kernel, strides) + ", e = " + expandedChannels + ", n = " + count
                    + Words.unless(defaults, "activation", activation)
                    + squeeze.map(Squeeze::label).orElse("") + Words.dropPath(dropPath);
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("ghostBottleneck", expandedChannels, filters, strides, count, kernel, activation)
                    + squeeze.map(s -> " " + s.words()).orElse("");
        }

        @Override
        public <R> R acceptStage(Staged.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A stage of SqueezeNet's modules.
     *
     * @param squeezed channels between the convolutions
     */
    record Fire(int squeezed, int filters, int count, Activation activation, boolean scaled) implements Joined {
        private static final int WIDE_KERNEL = 3;

        @Override
        public int strides() {
            return 1;
        }

        @Override
        public Fire scaledBy(IntUnaryOperator width) {
            return new Fire(width.applyAsInt(squeezed), width.applyAsInt(filters), count, activation, scaled);
        }

        /** Squeeze, then 1×1 and 3×3, all with biases. */
        @Override
        public Tensor block(Tensor x, int strides) {
            int half = filters / 2;
            Tensor squeeze = x.convolution(squeezed, 1, 1, 1, false);
            return squeeze.convolution(half, 1, 1, 1, false).join(squeeze.convolution(half, WIDE_KERNEL, 1, 1, false));
        }

        @Override
        public void check(AttributeChecks checks) {
            checkStage(checks);
            checks.atLeast(1, "squeezed", squeezed);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checks.halves("filters", filters);
        }

        @Override
        public String label(Defaults defaults) {
            return "Fire, s = " + squeezed + ", n = " + count + Words.unless(defaults, "activation", activation);
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("fire", squeezed, filters, count, activation);
        }

        @Override
        public <R> R acceptStage(Staged.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
