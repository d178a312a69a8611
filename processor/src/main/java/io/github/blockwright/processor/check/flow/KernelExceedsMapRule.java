package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Optional;

/** A padded kernel larger than its map learns weights that only ever meet padding. Told once for a row. */
final class KernelExceedsMapRule implements FlowRule {
    @Override
    public Optional<Problem> check(Situation situation) {
        if (!(situation.operator() instanceof Operator.Convolutional row)
                || !(situation.input() instanceof FeatureShape.Map map)) {
            return Optional.empty();
        }
        if (exceeds(row, map)) {
            return Optional.of(problem(situation, row, map, ""));
        }
        FeatureShape.Map later = (FeatureShape.Map) row.output(map);
        return row instanceof Operator.Staged stage && stage.count() > 1 && exceeds(row, later)
                ? Optional.of(problem(situation, row, later, " from its second block on"))
                : Optional.empty();
    }

    private static boolean exceeds(Operator.Convolutional row, FeatureShape.Map map) {
        return row.kernel() > map.height() || row.kernel() > map.width();
    }

    private static Problem problem(Situation situation, Operator.Convolutional row, FeatureShape.Map map, String from) {
        return Diagnostic.KERNEL_EXCEEDS_MAP.at(
                Place.row(situation.row(), "kernel"), row.kernel(), map.height(), map.width(), from);
    }
}
