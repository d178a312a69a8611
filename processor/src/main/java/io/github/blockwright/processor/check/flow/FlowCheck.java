package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.check.advice.KernelExceedsMapRule;
import io.github.blockwright.processor.check.advice.ResidualRule;
import io.github.blockwright.processor.check.advice.StrideOnPointRule;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows an image through the rows, up to the first that cannot stand where it stands. */
public final class FlowCheck {
    private static final List<FlowRule> ERRORS =
            List.of(new AfterOutputRule(), new InputKindRule(), new WindowRule(), new GroupsRule());
    private static final List<FlowRule> WARNINGS = List.of(new KernelExceedsMapRule(), new StrideOnPointRule());

    private FlowCheck() {}

    /**
     * Follows the rows.
     *
     * @param table rows without mistakes of their own
     * @param complete whether these are all rows, so that the whole can be judged too
     */
    public static List<Problem> check(NetworkTable table, boolean complete) {
        List<Problem> problems = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        FeatureShape shape = table.settings().input().shape();
        Cost total = Cost.ZERO;
        for (int i = 0; i < table.rows().size(); i++) {
            Row written = table.rows().get(i);
            try {
                Situation situation = new Situation(table.scaledRow(i), shape, List.copyOf(steps));
                Optional<Problem> error = first(ERRORS, situation);
                if (error.isPresent()) {
                    problems.add(error.get());
                    return problems;
                }
                Step step = Step.of(situation.row(), shape);
                total = total.plus(step.cost());
                WARNINGS.forEach(rule -> rule.check(situation).ifPresent(problems::add));
                ResidualRule.check(written, step, table.rows().subList(0, i)).ifPresent(problems::add);
                steps.add(step);
                shape = step.output();
            } catch (ArithmeticException e) {
                problems.add(Diagnostic.TOO_LARGE.at(Place.row(written), e.getMessage()));
                return problems;
            }
        }
        if (complete) {
            problems.addAll(BudgetRule.check(table.settings().budget(), steps, total));
        }
        return problems;
    }

    private static Optional<Problem> first(List<FlowRule> rules, Situation situation) {
        return rules.stream().flatMap(rule -> rule.check(situation).stream()).findFirst();
    }
}
