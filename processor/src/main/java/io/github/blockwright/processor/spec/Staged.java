package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Padding;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
import java.util.Optional;
import java.util.function.LongToIntFunction;

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

    /**
     * The output of one block.
     *
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    Tensor block(Tensor x, int strides);

    @Override
    default Footprint footprint(Tensor input) {
        Footprint first = Footprint.of(block(input, strides()));
        if (count() == 1) {
            return first;
        }
        Tensor later = Tensor.input(output(input.shape()), input.padding());
        return first.then(Footprint.of(block(later, 1)).times(count() - 1));
    }

    /** Whether a block leaves the shape of its input as it is, so that the input can be added to its output. */
    default boolean isAlike(Tensor input, int strides) {
        return strides == 1 && input.shape().channels() == filters();
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

    /** A map of a block whose input has so many channels, behind its squeeze if it has one. */
    default Tensor gated(Optional<Squeeze> squeeze, Tensor map, long channels) {
        return squeeze.isPresent() ? squeeze.get().scale(map, channels) : map;
    }

    /**
     * Demands that the squeeze of the first block, and of those after it, is worth what it costs.
     *
     * @param scaled the channels that a squeeze scales, from those of a block's input
     */
    default void checkSqueeze(
            Optional<Squeeze> squeeze, LongToIntFunction scaled, FeatureShape input, InputChecks checks) {
        if (squeeze.isPresent()) {
            checkSqueeze(squeeze.get(), scaled, input, strides(), checks);
            later(input).ifPresent(map -> checkSqueeze(squeeze.get(), scaled, map, 1, checks));
        }
    }

    private void checkSqueeze(
            Squeeze squeeze, LongToIntFunction scaled, FeatureShape input, int strides, InputChecks checks) {
        long channels = input.channels();
        // The convention of padding moves windows, and costs nothing.
        Cost block = Footprint.of(block(Tensor.input(input, Padding.SYMMETRIC), strides))
                .cost();
        checks.squeeze("squeeze", squeeze.cost(channels, scaled.applyAsInt(channels)), block);
    }

    /** Demands that the one kernel of a stage suits its maps, and the stride. */
    default void checkKernel(int kernel, FeatureShape input, InputChecks checks) {
        checks.kernel("kernel", kernel, input.asMap(), later(input));
        checks.strides(strides(), input);
    }
}
