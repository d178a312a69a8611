package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A table with every width, shape and cost computed.
 *
 * @param steps one for each row
 */
public record Plan(List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * A row at work on one image.
     *
     * @param row with the filters that the width multiplier gives it
     */
    public record Step(Row row, FeatureShape input, FeatureShape output, Cost cost) {
        /**
         * Computes a row.
         *
         * @throws ArithmeticException if a side or a count is too large
         */
        public static Step of(Row row, FeatureShape input) {
            return new Step(
                    row, input, row.operator().output(input), row.operator().cost(input));
        }
    }

    /** The plan of a checked table. */
    public static Plan of(NetworkTable table) {
        return of(table, table.settings().input().shape(), table.rows().size());
    }

    /** The plan of the first rows of a checked table for an input that may be of another size. */
    public static Plan of(NetworkTable table, FeatureShape input, int rows) {
        List<Step> steps = new ArrayList<>();
        FeatureShape shape = input;
        for (int i = 0; i < rows; i++) {
            Step step = Step.of(table.scaledRow(i), shape);
            steps.add(step);
            shape = step.output();
        }
        return new Plan(steps);
    }

    /** Whether the last row gives a value for each class of the data, so that a block can be made for more or fewer. */
    public boolean endsWithClasses() {
        return !steps.isEmpty() && steps.get(steps.size() - 1).row().operator().isOutput();
    }

    /**
     * The cost of all rows.
     *
     * @throws ArithmeticException if a sum exceeds 2⁶³ - 1
     */
    public Cost total() {
        Cost total = Cost.ZERO;
        for (Step step : steps) {
            total = total.plus(step.cost());
        }
        return total;
    }
}
