package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator;
import java.util.Optional;

/** The groups of a convolution divide its input channels and its filters; both are the bottleneck in a residual. */
final class GroupsRule implements FlowRule {
    @Override
    public Optional<Problem> check(Situation situation) {
        if (situation.operator() instanceof Operator.Residual residual
                && residual.bottleneck() % residual.groups() != 0) {
            return Optional.of(Diagnostic.BOTTLENECK_GROUPS.at(
                    Place.row(situation.row(), "groups"), residual.groups(), residual.bottleneck()));
        }
        if (!(situation.operator() instanceof Operator.Conv conv)) {
            return Optional.empty();
        }
        long channels = situation.input().channels();
        if (channels % conv.groups() != 0) {
            return Optional.of(problem(situation, conv, channels, "input channels"));
        }
        return conv.filters() % conv.groups() == 0
                ? Optional.empty()
                : Optional.of(problem(situation, conv, conv.filters(), "filters"));
    }

    private static Problem problem(Situation situation, Operator.Conv conv, long number, String what) {
        return Diagnostic.GROUPS.at(
                Place.row(situation.row(), "groups"),
                conv.groups(),
                number,
                what,
                situation.input().channels(),
                conv.filters());
    }
}
