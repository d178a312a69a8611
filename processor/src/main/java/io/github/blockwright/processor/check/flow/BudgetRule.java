package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Budget;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The whole network keeps its budget. */
final class BudgetRule {
    private static final int NAMED_ROWS = 3;

    private BudgetRule() {}

    /** @param place where the budget stands */
    static List<Problem> check(Place place, Budget budget, List<Step> steps, Cost total) {
        List<Problem> problems = new ArrayList<>();
        limit(place.attribute("parameters"), "parameters", budget.parameters(), steps, total, Cost::parameters)
                .ifPresent(problems::add);
        limit(place.attribute("multiplyAdds"), "multiply-adds", budget.multiplyAdds(), steps, total, Cost::multiplyAdds)
                .ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> limit(
            Place place, String unit, long limit, List<Step> steps, Cost total, ToLongFunction<Cost> count) {
        long spent = count.applyAsLong(total);
        if (spent <= limit) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.OVER_BUDGET.at(place, spent, unit, limit, dearest(steps, count)));
    }

    private static String dearest(List<Step> steps, ToLongFunction<Cost> count) {
        return steps.stream()
                .sorted(Comparator.comparingLong((Step step) -> count.applyAsLong(step.cost()))
                        .reversed())
                .limit(NAMED_ROWS)
                .map(step -> String.format(Locale.ROOT, "%s (%,d)", step.row().name(), count.applyAsLong(step.cost())))
                .collect(Collectors.joining(", "));
    }
}
