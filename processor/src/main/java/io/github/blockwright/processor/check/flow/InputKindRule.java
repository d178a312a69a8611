package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Optional;

/** Some rows need a feature map, and a dense one needs a vector. */
final class InputKindRule implements FlowRule {
    @Override
    public Optional<Problem> check(Situation situation) {
        Place place = Place.row(situation.row());
        if (situation.input() instanceof FeatureShape.Map map) {
            return situation.operator() instanceof Operator.Dense
                    ? Optional.of(Diagnostic.DENSE_ON_MAP.at(place, map))
                    : Optional.empty();
        }
        return needsMap(situation.operator())
                ? Optional.of(Diagnostic.NEEDS_MAP.at(
                        place,
                        situation.row().annotation().getSimpleName(),
                        lastMap(situation).name(),
                        situation.input().channels(),
                        fix(situation)))
                : Optional.empty();
    }

    private static boolean needsMap(Operator operator) {
        return operator instanceof Operator.Convolutional
                || operator instanceof Operator.Pool
                || operator instanceof Operator.GlobalAveragePool
                || operator instanceof Operator.Flatten
                || (operator instanceof Operator.Apply apply && apply.strides() > 1);
    }

    private static String fix(Situation situation) {
        Row last = lastMap(situation);
        return last.operator() instanceof Operator.Backbone backbone
                ? "write an earlier row of " + backbone.table().name().simpleName() + " in through"
                : "move it before " + last.name();
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
