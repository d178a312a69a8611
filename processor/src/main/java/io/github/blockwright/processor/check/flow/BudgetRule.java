package io.github.blockwright.processor.check.flow;

import io.github.blockwright.dsl.Precision;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Budget;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
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
    static List<Problem> check(Place place, Budget budget, Plan plan) {
        Precision precision = budget.precision();
        String format = precision.name().toLowerCase(Locale.ROOT);
        List<Problem> problems = new ArrayList<>();
        spent(place.attribute("parameters"), "parameters", budget.parameters(), plan, f -> f.cost()
                        .parameters())
                .ifPresent(problems::add);
        spent(place.attribute("multiplyAdds"), "multiply-adds", budget.multiplyAdds(), plan, f -> f.cost()
                        .multiplyAdds())
                .ifPresent(problems::add);
        held(
                        place.attribute("peakMemory"),
                        format,
                        budget.peakMemory(),
                        plan,
                        f -> Math.multiplyExact(f.peak(), precision.bytes()))
                .ifPresent(problems::add);
        spent(
                        place.attribute("modelSize"),
                        "bytes of " + format + " weights",
                        budget.modelSize(),
                        plan,
                        f -> f.size(precision))
                .ifPresent(problems::add);
        return problems;
    }

    /** A limit that all rows together keep. */
    private static Optional<Problem> spent(
            Place place, String unit, long limit, Plan plan, ToLongFunction<Footprint> count) {
        long spent = count.applyAsLong(plan.footprint());
        return spent <= limit
                ? Optional.empty()
                : Optional.of(Diagnostic.OVER_BUDGET.at(place, spent, unit, limit, dearest(plan, 0, count)));
    }

    /** A limit that every row keeps by itself. */
    private static Optional<Problem> held(
            Place place, String format, long limit, Plan plan, ToLongFunction<Footprint> count) {
        long peak = count.applyAsLong(plan.footprint());
        return peak <= limit
                ? Optional.empty()
                : Optional.of(Diagnostic.OVER_MEMORY.at(place, peak, format, limit, dearest(plan, limit, count)));
    }

    /** Those that take the most, of those above a limit. */
    private static String dearest(Plan plan, long limit, ToLongFunction<Footprint> count) {
        return plan.steps().stream()
                .filter(step -> count.applyAsLong(step.footprint()) > limit)
                .sorted(Comparator.comparingLong((Step step) -> count.applyAsLong(step.footprint()))
                        .reversed())
                .limit(NAMED_ROWS)
                .map(step ->
                        String.format(Locale.ROOT, "%s (%,d)", step.row().name(), count.applyAsLong(step.footprint())))
                .collect(Collectors.joining(", "));
    }
}
