package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** One layer with weights. */
public sealed interface SingleLayer extends Operator {
    /** Something for every single layer. */
    interface Visitor<R> {
        R visit(Conv conv);

        R visit(Dense dense);
    }

    /** Convolution, batch normalisation or bias, activation. */
    record Conv(
            int filters,
            int kernel,
            int strides,
            int groups,
            boolean padded,
            Activation activation,
            boolean batchNorm,
            boolean scaled)
            implements SingleLayer, Convolutional {
        @Override
        public Conv scaledBy(IntUnaryOperator width) {
            int newFilters = width.applyAsInt(filters);
            // A depthwise convolution stays one.
            int newGroups = groups > 1 && groups == filters ? newFilters : groups;
            return new Conv(newFilters, kernel, strides, newGroups, padded, activation, batchNorm, scaled);
        }

        @Override
        public FeatureShape.Map output(FeatureShape input) {
            FeatureShape.Map map = input.asMap();
            return padded
                    ? map.strided(filters, strides)
                    : new FeatureShape.Map(
                            filters, (map.height() - kernel) / strides + 1, (map.width() - kernel) / strides + 1);
        }

        @Override
        public boolean isShapedBy(Optional<String> attribute) {
            return Convolutional.super.isShapedBy(attribute) || (!padded && attribute.equals(Optional.of("kernel")));
        }

        @Override
        public Footprint footprint(Tensor input) {
            return Footprint.of(
                    padded
                            ? input.convolution(filters, kernel, strides, groups, batchNorm)
                            : input.unpadded(output(input.shape()), kernel, strides, groups, batchNorm));
        }

        @Override
        public void check(AttributeChecks checks) {
            checks.atLeast(1, "filters", filters);
            checks.kernel("kernel", kernel);
            checks.atLeast(1, "strides", strides);
            checks.atLeast(1, "groups", groups);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checks.groups(groups, input.channels(), filters);
            if (padded) {
                checks.kernel("kernel", kernel, input.asMap(), Optional.empty());
            } else {
                checks.window("kernel", kernel, input.asMap());
            }
            checks.strides(strides, input);
        }

        @Override
        public String label(Defaults defaults) {
            return "Conv " + Words.window(kernel, strides) + (padded ? "" : ", not padded") + Words.groups(groups)
                    + Words.unless(defaults, "activation", activation) + (batchNorm ? "" : ", bias");
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("conv", filters, kernel, strides, groups, activation, batchNorm)
                    + (padded ? "" : " not padded");
        }

        @Override
        public <R> R accept(Operator.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A fully connected layer with bias. */
    record Dense(int units, Activation activation) implements SingleLayer {
        @Override
        public Takes takes() {
            return Takes.VECTOR;
        }

        @Override
        public FeatureShape output(FeatureShape input) {
            return new FeatureShape.Vector(units);
        }

        @Override
        public Footprint footprint(Tensor input) {
            return Footprint.of(input.dense(units));
        }

        @Override
        public OptionalInt namedChannels() {
            return OptionalInt.of(units);
        }

        /** The classes of a task are no matter of width. */
        @Override
        public Dense withWidth(IntUnaryOperator width) {
            return this;
        }

        @Override
        public void check(AttributeChecks checks) {
            checks.atLeast(1, "units", units);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            // Any vector will do.
        }

        @Override
        public boolean isShapedBy(Optional<String> attribute) {
            return attribute.equals(Optional.of("units"));
        }

        @Override
        public Optional<Activation> scoring() {
            return Optional.of(activation);
        }

        @Override
        public boolean isOutput() {
            return activation == Activation.LINEAR;
        }

        @Override
        public boolean usesDeprecated() {
            return false;
        }

        @Override
        public String label(Defaults defaults) {
            return "Dense" + Words.unless(defaults, "activation", activation);
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("dense", units, activation);
        }

        @Override
        public <R> R accept(Operator.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
