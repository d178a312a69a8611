package io.github.blockwright.processor.check.flow;

import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.Row;
import java.util.List;
import java.util.Optional;

/**
 * A stage of one block whose input and output have equally many channels looks like a residual. Where its stride, or
 * the width multiplier, prevents it, the user should know. A stage that changes the channels is not meant to have one
 * (the paper's first and last stage), and in a stage of several blocks all but the first have one. With a drop path,
 * {@link DropPathRule} says it.
 */
final class ResidualRule {
    private ResidualRule() {}

    /**
     * Checks a row.
     *
     * @param written the row before the width multiplier
     * @param step the row at work
     * @param before the rows before it, before the width multiplier
     */
    static Optional<Problem> check(Row written, Step step, List<Row> before) {
        if (!(written.operator() instanceof Operator.InvertedResidual stage)
                || stage.shortcut() == Shortcut.NONE
                || stage.dropPath() > 0
                || stage.count() > 1) {
            return Optional.empty();
        }
        long in = step.input().channels();
        long out = step.output().channels();
        if (stage.strides() > 1 && in == out) {
            return Optional.of(Diagnostic.NO_RESIDUAL.at(
                    Place.row(written, "strides"), in + " channels", "strides = " + stage.strides(), "strides = 1"));
        }
        if (stage.strides() == 1 && in != out && filtersBefore(before) == stage.filters()) {
            return Optional.of(Diagnostic.NO_RESIDUAL.at(
                    Place.row(written, "filters"),
                    stage.filters() + " channels as written",
                    "the width multiplier makes them " + in + " and " + out,
                    "filters that scale to " + in));
        }
        return Optional.empty();
    }

    /** The filters of the last row that has any, as written; 0 if there is none. */
    private static long filtersBefore(List<Row> before) {
        long filters = 0;
        for (Row row : before) {
            if (row.operator() instanceof Operator.Convolutional convolutional) {
                filters = convolutional.filters();
            } else if (row.operator() instanceof Operator.Apply apply) {
                filters = apply.filters();
            }
        }
        return filters;
    }
}
