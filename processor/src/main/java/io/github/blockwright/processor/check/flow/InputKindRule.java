package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator.Takes;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Optional;

/** Some rows need a feature map, and some a vector. */
final class InputKindRule {
    private InputKindRule() {}

    static Optional<Problem> check(Situation situation) {
        Place place = Place.row(situation.row());
        Takes takes = situation.operator().takes();
        String annotation = situation.row().annotation().getSimpleName();
        if (situation.input() instanceof FeatureShape.Map map) {
            return takes == Takes.VECTOR
                    ? Optional.of(Diagnostic.NEEDS_VECTOR.at(place, annotation, map))
                    : Optional.empty();
        }
        if (takes != Takes.MAP) {
            return Optional.empty();
        }
        Row last = lastMap(situation);
        return Optional.of(Diagnostic.NEEDS_MAP.at(
                place,
                annotation,
                last.name(),
                situation.input().channels(),
                last.operator().keepMap(last.name())));
    }

    /** The row that made a vector of the last map. */
    private static Row lastMap(Situation situation) {
        return situation.before().stream()
                .filter(step -> step.input() instanceof FeatureShape.Map)
                .reduce((first, second) -> second)
                .orElseThrow()
                .row();
    }
}
