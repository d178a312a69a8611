package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Optional;

/** A pooling window fits into its map; it is not padded. */
final class WindowRule implements FlowRule {
    @Override
    public Optional<Problem> check(Situation situation) {
        if (!(situation.operator() instanceof Operator.Pool pool)
                || !(situation.input() instanceof FeatureShape.Map map)) {
            return Optional.empty();
        }
        long side = Math.min(map.height(), map.width());
        return pool.kernel() <= side
                ? Optional.empty()
                : Optional.of(Diagnostic.WINDOW_EXCEEDS_MAP.at(
                        Place.row(situation.row(), "kernel"), pool.kernel(), map, side));
    }
}
