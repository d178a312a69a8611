package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows an image through the rows, as far as its shape is known. */
public final class FlowCheck {
    private final NetworkTable table;
    private final Set<String> broken;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private FeatureShape shape;
    private Footprint total = Footprint.NONE;

    private FlowCheck(NetworkTable table, FeatureShape input, Set<String> broken) {
        this.table = table;
        this.broken = broken;
        this.shape = input;
    }

    /**
     * Follows the rows.
     *
     * @param table the rows
     * @param known how many of the first have an output whose shape is known; the others are not followed
     * @param broken those with mistakes of their own
     * @param complete whether these are all rows, so that the whole can be judged too
     * @param budget where the table's budget stands
     */
    public static List<Problem> check(
            NetworkTable table, int known, Set<String> broken, boolean complete, Place budget) {
        FlowCheck flow = new FlowCheck(table, table.settings().input().shape(), broken);
        flow.follow(known);
        if (complete && flow.isSound()) {
            Plan plan = new Plan(flow.steps);
            flow.problems.addAll(BudgetRule.check(budget, table.settings().budget(), plan));
            LateRowRule.check(plan).ifPresent(flow.problems::add);
            ScoresRule.check(plan).ifPresent(flow.problems::add);
        }
        return flow.problems;
    }

    /** What the first rows of a sound table meet on another input, if they cannot take it. */
    static Optional<Problem> firstError(NetworkTable table, FeatureShape input, int rows) {
        FlowCheck flow = new FlowCheck(table, input, Set.of());
        flow.follow(rows);
        return firstError(flow.problems);
    }

    private static Optional<Problem> firstError(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.diagnostic().isError())
                .findFirst();
    }

    private boolean isSound() {
        return broken.isEmpty() && firstError(problems).isEmpty();
    }

    private void follow(int rows) {
        boolean known = true;
        for (int i = 0; known && i < rows; i++) {
            try {
                known = follow(table.scaledRow(i));
            } catch (ArithmeticException e) {
                Row written = table.rows().get(i);
                if (!broken.contains(written.name())) {
                    problems.add(Diagnostic.TOO_LARGE.at(Place.row(written), reason(e)));
                }
                return;
            }
        }
    }

    /** Checks a row, and says whether the shape of its output is known. */
    private boolean follow(Row row) {
        Situation situation = new Situation(table, row, shape, Collections.unmodifiableList(steps));
        Optional<Problem> misplaced = misplaced(situation);
        if (misplaced.isPresent()) {
            problems.add(misplaced.get());
            return false;
        }
        boolean isBroken = broken.contains(row.name());
        // What a row demands of its input makes sense for an input of the kind that it takes, and attributes that are
        // right.
        List<Problem> found = isBroken ? List.of() : RowFlow.check(situation);
        Optional<Problem> error = firstError(found);
        if (error.isPresent()) {
            problems.add(error.get());
            if (row.operator().isShapedBy(error.get().place().attribute())) {
                return false;
            }
        }
        if (isBroken || error.isPresent()) {
            steps.add(Step.shapeOnly(row, shape));
        } else {
            Step step = Step.of(row, shape, table.settings().conventions().padding());
            total = total.then(step.footprint());
            total.requireBytes();
            problems.addAll(found);
            steps.add(step);
        }
        shape = steps.get(steps.size() - 1).output();
        return true;
    }

    private static Optional<Problem> misplaced(Situation situation) {
        return AfterOutputRule.check(situation).or(() -> InputKindRule.check(situation));
    }

    /** A virtual machine that has thrown many says nothing with the next one, so nothing is said of Java's own. */
    private static String reason(ArithmeticException e) {
        String message = e.getMessage();
        return message == null || message.endsWith("overflow") ? "overflow" : message;
    }
}
