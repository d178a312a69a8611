package io.github.blockwright.processor.spec.arithmetic;

import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * How wide an inverted residual is between expansion and projection, as it is written. A sound row has exactly one of
 * the two.
 *
 * @param factor of a block's input channels
 * @param channels the same for all blocks
 */
public record Expansion(OptionalInt factor, OptionalInt channels) {
    /** A factor. */
    public static Expansion factor(int factor) {
        return new Expansion(OptionalInt.of(factor), OptionalInt.empty());
    }

    /** A number of channels. */
    public static Expansion channels(int channels) {
        return new Expansion(OptionalInt.empty(), OptionalInt.of(channels));
    }

    /** Whether exactly one of the two is written. */
    public boolean isClear() {
        return factor.isPresent() != channels.isPresent();
    }

    /**
     * The expanded channels of a block.
     *
     * @param input its input channels
     * @throws ArithmeticException if they exceed 2³¹ - 1
     */
    public int of(long input) {
        return channels.isPresent()
                ? channels.getAsInt()
                : Math.toIntExact(Math.multiplyExact(input, factor.getAsInt()));
    }

    /** The same in a network of another width; a factor stays, because what it multiplies changes. */
    public Expansion withWidth(IntUnaryOperator width) {
        return channels.isPresent() ? channels(width.applyAsInt(channels.getAsInt())) : this;
    }

    /** As a row's label says it. */
    public String label() {
        return factor.isPresent() ? ", t = " + factor.getAsInt() : ", e = " + channels.orElseThrow();
    }

    /** As a table's fingerprint says it. */
    public String words() {
        return factor.isPresent() ? Integer.toString(factor.getAsInt()) : "to " + channels.orElseThrow();
    }
}
