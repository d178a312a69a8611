package io.github.blockwright.processor.check.flow;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Row;
import java.util.Optional;

/**
 * Softmax and sigmoid, which the loss applies, make probabilities of scores of any size; behind an activation, a class can
 * only be as improbable as the activation's least value lets it.
 */
final class ScoresRule {
    private ScoresRule() {}

    static Optional<Problem> check(Plan plan) {
        if (plan.steps().isEmpty()) {
            return Optional.empty();
        }
        Row last = plan.steps().get(plan.steps().size() - 1).row();
        return last.operator()
                .scoring()
                .filter(activation -> activation != Activation.LINEAR)
                .map(activation ->
                        Diagnostic.SCORES_LIMITED.at(Place.row(last, "activation"), activation, range(activation)));
    }

    private static String range(Activation activation) {
        return switch (activation) {
            case LINEAR -> "as they are";
            case RELU -> "from falling below 0";
            case RELU6 -> "between 0 and 6";
            case HARD_SWISH -> "from falling below -0.375";
            case HARD_SIGMOID, SIGMOID -> "between 0 and 1";
            case SILU -> "from falling below -0.279";
        };
    }
}
