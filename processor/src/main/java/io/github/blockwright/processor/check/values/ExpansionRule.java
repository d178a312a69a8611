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
        if (!expansion.isClear()) {
            boolean both = expansion.factor().isPresent();
            return Optional.of(
                    both
                            ? Diagnostic.EXPANSION.at(
                                    Place.row(row, "expandedChannels"), "both expansion and expandedChannels")
                            : Diagnostic.EXPANSION.at(Place.row(row), "neither expansion nor expandedChannels"));
        }
        return expansion.factor().isPresent()
                ? SizeRule.atLeast(
                        1, Place.row(row, "expansion"), expansion.factor().getAsInt())
                : SizeRule.atLeast(
                        1,
                        Place.row(row, "expandedChannels"),
                        expansion.channels().getAsInt());
    }
}
