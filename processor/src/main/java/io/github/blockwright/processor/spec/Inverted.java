package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
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

    /** The wide part of a block with an input of so many channels, behind its squeeze if it has one. */
    default Tensor gated(Tensor wide, long channels) {
        return gated(squeeze(), wide, channels);
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

    /** Demands that the wide part of the first block, and of those after it, is worth what it costs. */
    default void checkWide(FeatureShape input, InputChecks checks) {
        checkLanes(input, checks);
        later(input).ifPresent(map -> checkLanes(map, checks));
        checkSqueeze(squeeze(), this::wide, input, checks);
    }

    private void checkLanes(FeatureShape input, InputChecks checks) {
        long channels = input.channels();
        if (wide(channels) != channels) {
            checks.lanes(expansion().factor().isPresent() ? "expansion" : "expandedChannels", wide(channels));
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
        public Tensor block(Tensor x, int strides) {
            long channels = x.shape().channels();
            int expanded = wide(channels);
            boolean alike = isAlike(x, strides);
            Tensor expand = expanded == channels ? x : x.pointwise(expanded);
            Tensor depthwise = gated(expand.depthwise(kernel, strides), channels);
            Tensor project =
                    (alike && shortcut == Shortcut.EXPANSION ? depthwise.plus(expand) : depthwise).pointwise(filters);
            return alike && shortcut == Shortcut.BOTTLENECK ? project.plus(x) : project;
        }

        @Override
        public void check(AttributeChecks checks) {
            checkInverted(checks);
            checks.kernel("kernel", kernel);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checkKernel(kernel, input, checks);
            checkWide(input, checks);
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
