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

/** Follows an image through the rows, up to the first that cannot stand where it stands. */
public final class FlowCheck {
    private FlowCheck() {}

    /**
     * Follows the rows.
     *
     * @param table the rows
     * @param sound how many of the first are without mistakes of their own; the others are not followed
     * @param complete whether these are all rows, so that the whole can be judged too
     * @param budget where the table's budget stands
     */
    public static List<Problem> check(NetworkTable table, int sound, boolean complete, Place budget) {
        List<Problem> problems = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        FeatureShape input = table.settings().input().shape();
        Optional<Problem> error = follow(table, input, sound, steps, problems);
        if (error.isPresent()) {
            problems.add(error.get());
        } else if (complete) {
            Plan plan = new Plan(steps);
            problems.addAll(BudgetRule.check(budget, table.settings().budget(), plan));
            LateRowRule.check(plan).ifPresent(problems::add);
        }
        return problems;
    }

    /** What the first rows of a sound table meet on another input, if they cannot take it. */
    static Optional<Problem> firstError(NetworkTable table, FeatureShape input, int rows) {
        return follow(table, input, rows, new ArrayList<>(), new ArrayList<>());
    }

    private static Optional<Problem> follow(
            NetworkTable table, FeatureShape input, int rows, List<Step> steps, List<Problem> warnings) {
        FeatureShape shape = input;
        Footprint total = Footprint.NONE;
        for (int i = 0; i < rows; i++) {
            Row written = table.rows().get(i);
            try {
                Situation situation =
                        new Situation(table, table.scaledRow(i), shape, Collections.unmodifiableList(steps));
                List<Problem> problems = check(situation);
                for (Problem problem : problems) {
                    if (problem.diagnostic().isError()) {
                        return Optional.of(problem);
                    }
                }
                Step step = Step.of(
                        situation.row(), shape, table.settings().conventions().padding());
                total = total.then(step.footprint());
                total.requireBytes();
                warnings.addAll(problems);
                steps.add(step);
                shape = step.output();
            } catch (ArithmeticException e) {
                return Optional.of(Diagnostic.TOO_LARGE.at(Place.row(written), e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static List<Problem> check(Situation situation) {
        Optional<Problem> misplaced = AfterOutputRule.check(situation);
        if (misplaced.isEmpty()) {
            misplaced = InputKindRule.check(situation);
        }
        // What a row demands of its input makes sense for an input of the kind that it takes.
        return misplaced.isPresent() ? List.of(misplaced.get()) : RowFlow.check(situation);
    }
}
