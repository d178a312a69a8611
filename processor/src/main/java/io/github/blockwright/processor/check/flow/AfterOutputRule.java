package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Row;
import java.util.Optional;

/** A linear dense row is the output of the network, so nothing follows it. */
final class AfterOutputRule {
    private AfterOutputRule() {}

    static Optional<Problem> check(Situation situation) {
        if (situation.before().isEmpty()) {
            return Optional.empty();
        }
        // No row before it follows an output either.
        Row before = situation.before().get(situation.before().size() - 1).row();
        return before.operator().isOutput()
                ? Optional.of(Diagnostic.AFTER_OUTPUT.at(Place.row(situation.row()), before.name()))
                : Optional.empty();
    }
}
