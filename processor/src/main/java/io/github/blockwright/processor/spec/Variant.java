package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.arithmetic.Width;
import java.util.Optional;

/**
 * Another network of the same rows. What is empty is as the record says.
 *
 * @param name as the user wrote it
 * @param widthMultiplier α
 * @param inputHeight in pixels
 * @param inputWidth in pixels
 * @param budget of this network alone
 */
public record Variant(
        String name,
        Optional<Double> widthMultiplier,
        Optional<Integer> inputHeight,
        Optional<Integer> inputWidth,
        Budget budget) {
    /** The settings of this network. */
    public Settings of(Settings record) {
        Width width = record.width();
        return new Settings(
                record.input()
                        .resized(
                                inputHeight.orElse(record.input().height()),
                                inputWidth.orElse(record.input().width())),
                record.conventions(),
                new Width(widthMultiplier.orElse(width.multiplier()), width.divisor()),
                record.task(),
                budget);
    }
}
