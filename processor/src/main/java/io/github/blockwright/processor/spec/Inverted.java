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
public sealed interface Inverted extends Staged {
    /** Something for every kind of such blocks. */
    interface Visitor<R> {
        R visit(InvertedResidual stage);

        R visit(FusedInvertedResidual stage);

        R visit(UniversalInvertedBottleneck stage);
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

    /**
     * A stage of inverted residuals whose expansion and depthwise convolution are one convolution.
     *
     * @param dropPath the probability that a block is only its shortcut in training
     */
    record FusedInvertedResidual(
            Expansion expansion,
            int filters,
            int strides,
            int count,
            int kernel,
            Activation activation,
            Optional<Squeeze> squeeze,
            double dropPath,
            boolean scaled)
            implements Inverted {
        @Override
        public FusedInvertedResidual scaledBy(IntUnaryOperator width) {
            return new FusedInvertedResidual(
                    expansion.withWidth(width),
                    width.applyAsInt(filters),
                    strides,
                    count,
                    kernel,
                    activation,
                    squeeze,
                    dropPath,
                    scaled);
        }

        private boolean widens(long channels) {
            return expansion.of(channels) != channels;
        }

        /** A block that does not widen is one convolution to its output channels. */
        @Override
        public int wide(long channels) {
            return widens(channels) ? expansion.of(channels) : filters;
        }

        /** Convolve, project. */
        @Override
        public Cost block(FeatureShape.Map input, int strides) {
            long channels = input.channels();
            int wide = wide(channels);
            Cost fused = Cost.convolution(channels, kernel, 1, input.strided(wide, strides), true);
            Cost project =
                    widens(channels) ? Cost.convolution(wide, 1, 1, input.strided(filters, strides), true) : Cost.ZERO;
            return fused.plus(gate(channels)).plus(project);
        }

        @Override
        public void check(AttributeChecks checks) {
            checkInverted(checks);
            checks.kernel("kernel", kernel);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checkKernel(kernel, input, checks);
            checks.shortcut(this, input.asMap(), Shortcut.BOTTLENECK, dropPath);
        }

        @Override
        public String label(Defaults defaults) {
            return "FusedInvertedResidual " + Words.window(kernel, strides) + expansion.label() + ", n = " + count
                    + Words.unless(defaults, "activation", activation)
                    + squeezeLabel()
                    + Words.dropPath(dropPath);
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("fusedInvertedResidual", expansion.words(), filters, strides, count, kernel, activation)
                    + squeezeWords();
        }

        @Override
        public <R> R acceptStage(Staged.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A stage of inverted residuals with a depthwise convolution in front of the expansion, behind it, in both places or in
     * none.
     *
     * @param startKernel of the depthwise convolution in front, or 0
     * @param kernel of the depthwise convolution behind, or 0
     * @param dropPath the probability that a block is only its shortcut in training
     */
    record UniversalInvertedBottleneck(
            Expansion expansion,
            int filters,
            int strides,
            int count,
            int startKernel,
            int kernel,
            Activation activation,
            Optional<Squeeze> squeeze,
            double dropPath,
            boolean scaled)
            implements Inverted {
        @Override
        public UniversalInvertedBottleneck scaledBy(IntUnaryOperator width) {
            return new UniversalInvertedBottleneck(
                    expansion.withWidth(width),
                    width.applyAsInt(filters),
                    strides,
                    count,
                    startKernel,
                    kernel,
                    activation,
                    squeeze,
                    dropPath,
                    scaled);
        }

        /** Perhaps depthwise, expand, perhaps depthwise, project; the last depthwise convolution has the stride. */
        @Override
        public Cost block(FeatureShape.Map input, int strides) {
            int channels = Math.toIntExact(input.channels());
            int expanded = expansion.of(channels);
            FeatureShape.Map started = startKernel > 0 && kernel == 0 ? input.strided(channels, strides) : input;
            FeatureShape.Map output = input.strided(filters, strides);
            Cost start = depthwise(startKernel, channels, started);
            Cost expand = Cost.convolution(channels, 1, 1, started.strided(expanded, 1), true);
            Cost middle = depthwise(kernel, expanded, output);
            Cost project = Cost.convolution(expanded, 1, 1, output, true);
            return start.plus(expand).plus(middle).plus(gate(channels)).plus(project);
        }

        /** @param positions the map whose height and width its output has */
        private static Cost depthwise(int kernel, int channels, FeatureShape.Map positions) {
            return kernel == 0
                    ? Cost.ZERO
                    : Cost.convolution(channels, kernel, channels, positions.strided(channels, 1), true);
        }

        @Override
        public void check(AttributeChecks checks) {
            checkInverted(checks);
            checkKernel("startKernel", startKernel, checks);
            checkKernel("kernel", kernel, checks);
            if (strides > 1 && startKernel == 0 && kernel == 0) {
                checks.contradiction(
                        "strides",
                        strides,
                        "has no depthwise convolution to step in, because startKernel and kernel are 0",
                        "write kernel = 3, for instance, or strides = 1");
            }
        }

        private static void checkKernel(String attribute, int side, AttributeChecks checks) {
            if (side > 0) {
                checks.kernel(attribute, side);
            } else {
                checks.atLeast(0, attribute, side);
            }
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            if (startKernel > 0) {
                checks.kernel("startKernel", startKernel, input.asMap(), later(input));
            }
            if (kernel > 0) {
                checks.kernel("kernel", kernel, input.asMap(), later(input));
            }
            checks.strides(strides, input);
            checks.shortcut(this, input.asMap(), Shortcut.BOTTLENECK, dropPath);
        }

        @Override
        public String label(Defaults defaults) {
            return "UniversalInvertedBottleneck " + windows() + expansion.label() + ", n = " + count
                    + Words.unless(defaults, "activation", activation) + squeezeLabel() + Words.dropPath(dropPath);
        }

        private String windows() {
            if (startKernel == 0) {
                return Words.window(Math.max(1, kernel), strides);
            }
            return "start "
                    + (kernel == 0
                            ? Words.window(startKernel, strides)
                            : Words.window(startKernel, 1) + ", then " + Words.window(kernel, strides));
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words(
                            "universalInvertedBottleneck",
                            expansion.words(),
                            filters,
                            strides,
                            count,
                            startKernel,
                            kernel,
                            activation)
                    + squeezeWords();
        }

        @Override
        public <R> R acceptStage(Staged.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
