package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** A stage of blocks that are narrow, wide, narrow, with a shortcut only where a block's input and output are alike. */
public sealed interface Inverted extends Staged permits Inverted.InvertedResidual, InvertedVariant {
    /** Something for every kind of such blocks. */
    interface Visitor<R> extends InvertedVariant.Visitor<R> {
        R visit(InvertedResidual stage);
    }

    /** How wide a block is between narrow and narrow. */
    Expansion expansion();

    /** The squeeze of its wide part, if it has one. */
    Optional<Squeeze> squeeze();

    /** The probability that a block is only its shortcut in training. */
    double dropPath();

    /**
     * The channels of what the squeeze sees.
     *
     * @param channels of the block's input
     * @throws ArithmeticException if they exceed 2³¹ - 1
     */
    default int wide(long channels) {
        return expansion().of(channels);
    }

    /** The cost of the squeeze of a block with an input of so many channels. */
    default Cost gate(long channels) {
        return squeeze().map(s -> s.cost(channels, wide(channels))).orElse(Cost.ZERO);
    }

    /** Demands of the attributes that all such stages have what they must be. */
    default void checkInverted(AttributeChecks checks) {
        checkStage(checks);
        checks.expansion(expansion());
        checks.dropRate("dropPath", dropPath());
        if (squeeze().isPresent()) {
            checks.squeeze("squeeze", squeeze().get());
        }
    }

    /** What a label says of the squeeze. */
    default String squeezeLabel() {
        return squeeze().map(Squeeze::label).orElse("");
    }

    /** What a fingerprint says of the squeeze. */
    default String squeezeWords() {
        return squeeze().map(s -> " " + s.words()).orElse("");
    }

    /**
     * A stage of inverted residuals.
     *
     * @param dropPath the probability that a block is only its shortcut in training
     */
    record InvertedResidual(
            Expansion expansion,
            int filters,
            int strides,
            int count,
            int kernel,
            Activation activation,
            Activation projectionActivation,
            Optional<Squeeze> squeeze,
            Shortcut shortcut,
            double dropPath,
            boolean scaled)
            implements Inverted {
        @Override
        public InvertedResidual scaledBy(IntUnaryOperator width) {
            return new InvertedResidual(
                    expansion.withWidth(width),
                    width.applyAsInt(filters),
                    strides,
                    count,
                    kernel,
                    activation,
                    projectionActivation,
                    squeeze,
                    shortcut,
                    dropPath,
                    scaled);
        }

        /** Expand, depthwise, project (paper, Table 1). */
        @Override
        public Cost block(FeatureShape.Map input, int strides) {
            long channels = input.channels();
            int expanded = expansion.of(channels);
            Cost depthwise = Cost.convolution(expanded, kernel, expanded, input.strided(expanded, strides), true);
            Cost project = Cost.convolution(expanded, 1, 1, input.strided(filters, strides), true);
            Cost expand = expanded == channels
                    ? Cost.ZERO
                    : Cost.convolution(channels, 1, 1, input.strided(expanded, 1), true);
            return expand.plus(depthwise).plus(gate(channels)).plus(project);
        }

        @Override
        public void check(AttributeChecks checks) {
            checkInverted(checks);
            checks.kernel("kernel", kernel);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checkKernel(kernel, input, checks);
            checks.shortcut(this, input.asMap(), shortcut, dropPath);
        }

        @Override
        public String label(Defaults defaults) {
            String projection = Words.unless(defaults, "projectionActivation", projectionActivation);
            return "InvertedResidual " + Words.window(kernel, strides) + expansion.label() + ", n = " + count
                    + Words.unless(defaults, "activation", activation)
                    + squeezeLabel()
                    + (projection.isEmpty() ? "" : projection + " projection")
                    + shortcutLabel() + Words.dropPath(dropPath);
        }

        private String shortcutLabel() {
            return switch (shortcut) {
                case BOTTLENECK -> "";
                case EXPANSION -> ", shortcut between expansions";
                case NONE -> ", no shortcut";
            };
        }

        /** What is as in MobileNetV2 is left out, because tables had fingerprints before there was anything else. */
        @Override
        public String words(FeatureShape input) {
            return Words.words("invertedResidual", expansion.words(), filters, strides, count, kernel, activation)
                    + (projectionActivation == Activation.LINEAR ? "" : " projection " + projectionActivation)
                    + (shortcut == Shortcut.BOTTLENECK ? "" : " shortcut " + shortcut)
                    + squeezeWords();
        }

        @Override
        public <R> R acceptStage(Staged.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
