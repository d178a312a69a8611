package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Optional;

/** A stage of like blocks, of which the first has the stride. */
public sealed interface Staged extends Convolutional permits Inverted, Classic, Joined {
    /** Something for every kind of block. */
    interface Visitor<R> extends Inverted.Visitor<R>, Classic.Visitor<R>, Joined.Visitor<R> {}

    /** Calls the visitor's method for this kind of block. */
    <R> R acceptStage(Visitor<R> visitor);

    @Override
    default <R> R accept(Operator.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    /** How many blocks. */
    int count();

    /** The cost of one block. */
    Cost block(FeatureShape.Map input, int strides);

    @Override
    default Cost cost(FeatureShape input) {
        Cost first = block(input.asMap(), strides());
        return count() == 1 ? first : first.plus(block(output(input), 1).times(count() - 1L));
    }

    /** What the blocks after the first see, if there are any. */
    default Optional<FeatureShape.Map> later(FeatureShape input) {
        return count() == 1 ? Optional.empty() : Optional.of(output(input));
    }

    /** Demands of the attributes that all stages have what they must be. */
    default void checkStage(AttributeChecks checks) {
        checks.atLeast(1, "filters", filters());
        checks.atLeast(1, "strides", strides());
        checks.atLeast(1, "count", count());
    }

    /** Demands that the one kernel of a stage suits its maps, and the stride. */
    default void checkKernel(int kernel, FeatureShape input, InputChecks checks) {
        checks.kernel("kernel", kernel, input.asMap(), later(input));
        checks.strides(strides(), input);
    }
}
