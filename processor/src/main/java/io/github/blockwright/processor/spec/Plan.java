package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Padding;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
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
    public record Step(Row row, FeatureShape input, FeatureShape output, Footprint footprint) {
        /**
         * Computes a row.
         *
         * @param padding of the network's convolutions
         * @throws ArithmeticException if a side or a count is too large
         */
        public static Step of(Row row, FeatureShape input, Padding padding) {
            return new Step(
                    row, input, row.operator().output(input), row.operator().footprint(Tensor.input(input, padding)));
        }

        /**
         * A row with a mistake that its shape does not depend on: it costs what nobody knows, so nothing.
         *
         * @throws ArithmeticException if a side is too large
         */
        public static Step shapeOnly(Row row, FeatureShape input) {
            return new Step(row, input, row.operator().output(input), Footprint.NONE);
        }

        /** The row's parameters and multiply-adds. */
        public Cost cost() {
            return footprint.cost();
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
            Step step = Step.of(
                    table.scaledRow(i), shape, table.settings().conventions().padding());
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
     * What all rows together ask of a device.
     *
     * @throws ArithmeticException if a sum exceeds 2⁶³ - 1
     */
    public Footprint footprint() {
        Footprint all = Footprint.NONE;
        for (Step step : steps) {
            all = all.then(step.footprint());
        }
        return all;
    }

    /**
     * The cost of all rows.
     *
     * @throws ArithmeticException if a sum exceeds 2⁶³ - 1
     */
    public Cost total() {
        return footprint().cost();
    }
}
