package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Optional;

/**
 * A row on features that has more parameters than all others together is mostly a dense one behind a flattened map, or with
 * more inputs than the rest of a narrow network is worth: 103 of VGG-16's 138 million parameters are its first dense
 * layer (Simonyan and Zisserman, 2015), which the pooling of later networks does without. Stages of convolutions on the
 * last, smallest maps may well have most parameters (three fifths of ResNet-50's).
 */
final class LateRowRule {
    /** A few hundred kilobytes, which no device minds. */
    private static final long NEGLIGIBLE = 100_000;

    private LateRowRule() {}

    static Optional<Problem> check(Plan plan) {
        long total = plan.total().parameters();
        for (Step step : plan.steps()) {
            long own = step.cost().parameters();
            if (step.input() instanceof FeatureShape.Vector && own > NEGLIGIBLE && own > total - own) {
                return Optional.of(Diagnostic.LATE_ROW.at(
                        Place.row(step.row()),
                        own,
                        total,
                        step.input().channels(),
                        step.output().channels()));
            }
        }
        return Optional.empty();
    }
}
