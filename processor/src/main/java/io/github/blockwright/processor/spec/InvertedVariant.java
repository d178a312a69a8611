package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** What later papers made of the inverted residual: EfficientNetV2's block and MobileNetV4's. */
public sealed interface InvertedVariant extends Inverted {
    /** Something for every kind of such blocks. */
    interface Visitor<R> {
        R visit(FusedInvertedResidual stage);

        R visit(UniversalInvertedBottleneck stage);
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
            implements InvertedVariant {
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
        public Tensor block(Tensor x, int strides) {
            long channels = x.shape().channels();
            Tensor fused = gated(x.convolution(wide(channels), kernel, strides, 1, true), channels);
            Tensor project = widens(channels) ? fused.pointwise(filters) : fused;
            return isAlike(x, strides) ? project.plus(x) : project;
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
            implements InvertedVariant {
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
        public Tensor block(Tensor x, int strides) {
            long channels = x.shape().channels();
            Tensor start = startKernel > 0 ? x.depthwise(startKernel, kernel > 0 ? 1 : strides) : x;
            Tensor expand = start.pointwise(expansion.of(channels));
            Tensor middle = kernel > 0 ? expand.depthwise(kernel, strides) : expand;
            Tensor project = gated(middle, channels).pointwise(filters);
            return isAlike(x, strides) ? project.plus(x) : project;
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
            checkWide(input, checks);
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
