package io.github.blockwright.processor.check.values;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import java.util.Optional;

/** The width of an inverted residual is a factor or a number of channels, and never both. */
final class ExpansionRule {
    private ExpansionRule() {}

    static Optional<Problem> check(Row row, Expansion expansion) {
        boolean hasFactor = expansion.factor().isPresent();
        if (expansion.isClear()) {
            int written = hasFactor
                    ? expansion.factor().getAsInt()
                    : expansion.channels().getAsInt();
            return SizeRule.atLeast(1, Place.row(row, hasFactor ? "expansion" : "expandedChannels"), written);
        }
        return Optional.of(
                hasFactor
                        ? Diagnostic.EXPANSION.at(
                                Place.row(row, "expandedChannels"), "both expansion and expandedChannels")
                        : Diagnostic.EXPANSION.at(Place.row(row), "neither expansion nor expandedChannels"));
    }
}
