package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** What another class computes: a block of the user's own, or another table's. The width multiplier leaves it alone. */
public sealed interface Borrowed extends Operator {
    /** Something for everything borrowed. */
    interface Visitor<R> {
        R visit(Apply apply);

        R visit(Backbone backbone);
    }

    @Override
    default Borrowed withWidth(IntUnaryOperator width) {
        return this;
    }

    /** Whatever it ends with, rows can follow. */
    @Override
    default boolean isOutput() {
        return false;
    }

    /**
     * A block class of the user's own.
     *
     * @param value the class
     */
    record Apply(BlockClass value, int filters, int strides, long parameters, long multiplyAdds) implements Borrowed {
        @Override
        public Takes takes() {
            return strides > 1 ? Takes.MAP : Takes.EITHER;
        }

        @Override
        public FeatureShape output(FeatureShape input) {
            return input instanceof FeatureShape.Map map
                    ? map.strided(filters, strides)
                    : new FeatureShape.Vector(filters);
        }

        @Override
        public Footprint footprint(Tensor input) {
            return Footprint.of(input.applied(output(input.shape()), new Cost(parameters, 0, multiplyAdds)));
        }

        @Override
        public boolean isShapedBy(Optional<String> attribute) {
            return attribute.equals(Optional.of("filters")) || attribute.equals(Optional.of("strides"));
        }

        @Override
        public OptionalInt namedChannels() {
            return OptionalInt.of(filters);
        }

        @Override
        public void check(AttributeChecks checks) {
            checks.block("value", value);
            checks.atLeast(1, "filters", filters);
            checks.atLeast(1, "strides", strides);
            checks.atLeast(0, "parameters", parameters);
            checks.atLeast(0, "multiplyAdds", multiplyAdds);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checks.strides(strides, input);
        }

        @Override
        public boolean usesDeprecated() {
            return value.isDeprecated();
        }

        @Override
        public String label(Defaults defaults) {
            return "Apply " + value.name().simpleName();
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("apply", value.name(), filters, strides);
        }

        @Override
        public <R> R accept(Operator.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The rows of another table's network.
     *
     * @param value the network
     * @param variant of the other record, if it is not its own network
     * @param through its last row that is used
     * @param trainableFrom the first row that learns, if not all do
     */
    record Backbone(BackboneNetwork value, Optional<String> variant, String through, Optional<String> trainableFrom)
            implements Borrowed {
        @Override
        public Takes takes() {
            return Takes.MAP;
        }

        @Override
        public FeatureShape output(FeatureShape input) {
            List<Plan.Step> steps = plan(input).steps();
            return steps.get(steps.size() - 1).output();
        }

        @Override
        public Footprint footprint(Tensor input) {
            return plan(input.shape()).footprint();
        }

        @Override
        public boolean isShapedBy(Optional<String> attribute) {
            return true;
        }

        @Override
        public OptionalInt namedChannels() {
            return OptionalInt.empty();
        }

        @Override
        public void check(AttributeChecks checks) {
            checks.backbone(this);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            checks.backbone(this, input.asMap());
        }

        @Override
        public boolean usesDeprecated() {
            return value.isDeprecated();
        }

        @Override
        public String label(Defaults defaults) {
            return "Backbone " + table().title() + " through " + through;
        }

        @Override
        public String words(FeatureShape input) {
            return "backbone {\n"
                    + Fingerprint.text(plan(input), table().settings().conventions()) + "}";
        }

        @Override
        public <R> R accept(Operator.Visitor<R> visitor) {
            return visitor.visit(this);
        }

        /** Nothing can be moved before it. */
        @Override
        public String keepMap(String row) {
            return "write an earlier row of " + table().name().simpleName() + " in through";
        }

        /** The table of a sound backbone. */
        public NetworkTable table() {
            return value.table(variant).orElseThrow();
        }

        /** The rows that are used, at work on an input. */
        public Plan plan(FeatureShape input) {
            return Plan.of(table(), input, table().indexOf(through).orElseThrow() + 1);
        }
    }
}
