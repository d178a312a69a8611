package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
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
        public Cost block(FeatureShape.Map input, int strides) {
            int half = filters / 2;
            boolean splits = strides == 1 && input.channels() == filters;
            int channels = splits ? half : Math.toIntExact(input.channels());
            FeatureShape.Map output = input.strided(half, strides);
            Cost second = Cost.convolution(channels, 1, 1, input.strided(half, 1), true)
                    .plus(Cost.convolution(half, kernel, half, output, true))
                    .plus(Cost.convolution(half, 1, 1, output, true));
            return splits
                    ? second
                    : second.plus(Cost.convolution(channels, kernel, channels, input.strided(channels, strides), true))
                            .plus(Cost.convolution(channels, 1, 1, output, true));
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
        public Cost block(FeatureShape.Map input, int strides) {
            int channels = Math.toIntExact(input.channels());
            FeatureShape.Map output = input.strided(filters, strides);
            FeatureShape.Map wide = input.strided(expandedChannels, strides);
            Cost depthwise =
                    strides == 1 ? Cost.ZERO : Cost.convolution(expandedChannels, kernel, expandedChannels, wide, true);
            Cost branch = module(channels, input.strided(expandedChannels, 1))
                    .plus(depthwise)
                    .plus(squeeze.map(s -> s.cost(channels, expandedChannels)).orElse(Cost.ZERO))
                    .plus(module(expandedChannels, output));
            return strides == 1 && channels == filters
                    ? branch
                    : branch.plus(Cost.convolution(channels, kernel, channels, input.strided(channels, strides), true))
                            .plus(Cost.convolution(channels, 1, 1, output, true));
        }

        /** Half of the output by a 1×1 convolution, the other half from it by a depthwise one. */
        private static Cost module(int channels, FeatureShape.Map output) {
            int half = Math.toIntExact(output.channels() / 2);
            FeatureShape.Map part = output.strided(half, 1);
            return Cost.convolution(channels, 1, 1, part, true)
                    .plus(Cost.convolution(half, CHEAP_KERNEL, half, part, true));
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
        public Cost block(FeatureShape.Map input, int strides) {
            FeatureShape.Map half = input.strided(filters / 2, 1);
            return Cost.convolution(input.channels(), 1, 1, input.strided(squeezed, 1), false)
                    .plus(Cost.convolution(squeezed, 1, 1, half, false))
                    .plus(Cost.convolution(squeezed, WIDE_KERNEL, 1, half, false));
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
