package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** An operator of padded convolutions on a feature map, whose channels follow the width multiplier. */
public sealed interface Convolutional extends Operator permits SingleLayer.Conv, Staged {
    /** Output channels. */
    int filters();

    /** How far the first window moves. */
    int strides();

    /** Whether the width multiplier applies. */
    boolean scaled();

    /** The same with the channels that a width makes of those that are written. */
    Convolutional scaledBy(IntUnaryOperator width);

    @Override
    default Operator withWidth(IntUnaryOperator width) {
        return scaled() ? scaledBy(width) : this;
    }

    @Override
    default Takes takes() {
        return Takes.MAP;
    }

    @Override
    default FeatureShape.Map output(FeatureShape input) {
        return input.asMap().strided(filters(), strides());
    }

    @Override
    default OptionalInt namedChannels() {
        return OptionalInt.of(filters());
    }

    @Override
    default boolean isShapedBy(Optional<String> attribute) {
        return attribute.equals(Optional.of("filters")) || attribute.equals(Optional.of("strides"));
    }

    @Override
    default boolean isOutput() {
        return false;
    }

    @Override
    default boolean usesDeprecated() {
        return false;
    }
}
