package io.github.blockwright.processor.check.values;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The attributes of a row, each by itself. */
public final class RowValueRules {
    private RowValueRules() {}

    /** What is wrong with a row wherever it stands. */
    public static List<Problem> check(Row row) {
        return problems(row).flatMap(Optional::stream).toList();
    }

    private static Stream<Optional<Problem>> problems(Row row) {
        if (row.operator() instanceof Operator.Conv conv) {
            return Stream.of(
                    size(row, "filters", conv.filters()),
                    kernel(row, conv.kernel()),
                    size(row, "strides", conv.strides()),
                    size(row, "groups", conv.groups()));
        }
        if (row.operator() instanceof Operator.InvertedResidual stage) {
            return Stream.of(
                    size(row, "expansion", stage.expansion()),
                    size(row, "filters", stage.filters()),
                    size(row, "strides", stage.strides()),
                    size(row, "count", stage.count()),
                    kernel(row, stage.kernel()));
        }
        if (row.operator() instanceof Operator.Pool pool) {
            return Stream.of(size(row, "kernel", pool.kernel()), size(row, "strides", pool.strides()));
        }
        if (row.operator() instanceof Operator.Dense dense) {
            return Stream.of(size(row, "units", dense.units()));
        }
        if (row.operator() instanceof Operator.Dropout dropout) {
            return Stream.of(rate(row, dropout.rate()));
        }
        if (row.operator() instanceof Operator.Apply apply) {
            return Stream.of(
                    BlockClassRule.check(row, apply.block()),
                    size(row, "filters", apply.filters()),
                    size(row, "strides", apply.strides()),
                    SizeRule.atLeast(0, Place.row(row, "parameters"), apply.parameters()),
                    SizeRule.atLeast(0, Place.row(row, "multiplyAdds"), apply.multiplyAdds()));
        }
        return Stream.empty();
    }

    private static Optional<Problem> size(Row row, String attribute, int value) {
        return SizeRule.atLeast(1, Place.row(row, attribute), value);
    }

    private static Optional<Problem> kernel(Row row, int kernel) {
        if (kernel < 1 || kernel % 2 == 1) {
            return size(row, "kernel", kernel);
        }
        return Optional.of(Diagnostic.EVEN_KERNEL.at(Place.row(row, "kernel"), kernel, kernel - 1, kernel + 1L));
    }

    private static Optional<Problem> rate(Row row, double rate) {
        // The runtime computes with floats, and 0.99999999 is 1 there.
        return rate >= 0 && (float) rate < 1
                ? Optional.empty()
                : Optional.of(Diagnostic.DROPOUT_RATE.at(Place.row(row, "value"), rate));
    }
}
