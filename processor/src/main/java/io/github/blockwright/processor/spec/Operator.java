package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * What a row does: the attributes of its annotation, by their names, and all that differs from one operator to another.
 * Nobody outside this package asks what kind an operator is; they ask what it answers, or send a {@link Visitor}. So
 * whoever adds an operator to one of the groups cannot leave out a part of it.
 */
public sealed interface Operator permits Convolutional, SingleLayer, Weightless, Borrowed {
    /** What an operator computes on. */
    enum Takes {
        MAP,
        VECTOR,
        EITHER
    }

    /** What its input is; any other is a mistake in the table. */
    Takes takes();

    /**
     * The output for one image.
     *
     * @throws ArithmeticException if a side exceeds 2³¹ - 1
     */
    FeatureShape output(FeatureShape input);

    /**
     * What it asks of a device: its layers at work on an input of a kind that it takes.
     *
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    Footprint footprint(Tensor input);

    /**
     * The cost for an input.
     *
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    default Cost cost(FeatureShape input) {
        // The convention of padding moves windows, and costs nothing.
        return footprint(Tensor.input(input, Padding.SYMMETRIC)).cost();
    }

    /** The output channels that the row itself names; empty where they follow from its input or from another table. */
    OptionalInt namedChannels();

    /**
     * The same in a network of another width.
     *
     * @param width makes channels of those that are written
     * @throws ArithmeticException if they exceed 2³¹ - 1
     */
    Operator withWidth(IntUnaryOperator width);

    /** Demands of every attribute what it must be wherever the row stands. */
    void check(AttributeChecks checks);

    /**
     * Demands of a row whose attributes are right that it can work on its input, and that this is wise.
     *
     * @param input of a kind that it takes
     */
    void check(FeatureShape input, InputChecks checks);

    /**
     * Whether the output's shape depends on an attribute, so that nothing is known of it where that is wrong.
     *
     * @param attribute empty for what is wrong with the annotation as a whole
     */
    boolean isShapedBy(Optional<String> attribute);

    /** The activation behind the scores that it gives where it is the last row; empty for what gives none. */
    default Optional<Activation> scoring() {
        return Optional.empty();
    }

    /** Whether it is the output of the network, so that nothing can follow it. */
    boolean isOutput();

    /**
     * What a user can do who needs the map that this row makes a vector of, as part of a message.
     *
     * @param row its name
     */
    default String keepMap(String row) {
        return "move it before " + row;
    }

    /** Whether it names a class whose use is a warning. */
    boolean usesDeprecated();

    /**
     * What it does in a few words: {@code Conv 3×3 / 2}.
     *
     * @param defaults of the annotation, which are left out
     */
    String label(Defaults defaults);

    /**
     * All that decides what the row's weights mean, for the {@link Fingerprint}. The words of an operator never change,
     * or weights no longer load that were saved before; what is added to it is left out where it has its default.
     */
    String words(FeatureShape input);

    /** Calls the visitor's method for this operator. */
    <R> R accept(Visitor<R> visitor);

    /** Something for every operator; it does not compile without one of them. */
    interface Visitor<R> extends SingleLayer.Visitor<R>, Weightless.Visitor<R>, Borrowed.Visitor<R> {
        /** A stage, which a {@link Staged.Visitor} tells from others. */
        R visit(Staged stage);
    }
}
