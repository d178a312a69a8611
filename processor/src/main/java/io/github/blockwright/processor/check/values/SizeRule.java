package io.github.blockwright.processor.check.values;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import java.util.Optional;

/** A count or a length has a least value. */
final class SizeRule {
    private SizeRule() {}

    static Optional<Problem> atLeast(long least, Place attribute, long value) {
        if (value >= least) {
            return Optional.empty();
        }
        String name = attribute.attribute().orElseThrow();
        return Optional.of(Diagnostic.TOO_SMALL.at(attribute, name.substring(name.lastIndexOf('.') + 1), value, least));
    }
}
