package io.github.blockwright.processor.check.values;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
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
            return Stream.concat(stage(row, stage), invertedResidual(row, stage));
        }
        if (row.operator() instanceof Operator.DepthwiseSeparable stage) {
            return stage(row, stage);
        }
        if (row.operator() instanceof Operator.Residual stage) {
            return Stream.concat(
                    stage(row, stage),
                    Stream.of(
                            size(row, "bottleneck", stage.bottleneck()),
                            size(row, "groups", stage.groups()),
                            rate(row, "dropPath", stage.dropPath())));
        }
        if (row.operator() instanceof Operator.Pool pool) {
            return Stream.of(size(row, "kernel", pool.kernel()), size(row, "strides", pool.strides()));
        }
        if (row.operator() instanceof Operator.Dense dense) {
            return Stream.of(size(row, "units", dense.units()));
        }
        if (row.operator() instanceof Operator.Dropout dropout) {
            return Stream.of(rate(row, "value", dropout.rate()));
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

    private static Stream<Optional<Problem>> stage(Row row, Operator.Staged stage) {
        return Stream.of(
                size(row, "filters", stage.filters()),
                size(row, "strides", stage.strides()),
                size(row, "count", stage.count()),
                kernel(row, stage.kernel()));
    }

    private static Stream<Optional<Problem>> invertedResidual(Row row, Operator.InvertedResidual stage) {
        return Stream.concat(
                Stream.of(ExpansionRule.check(row, stage.expansion()), rate(row, "dropPath", stage.dropPath())),
                stage.squeeze().stream().flatMap(squeeze -> squeeze(row, squeeze)));
    }

    private static Stream<Optional<Problem>> squeeze(Row row, Squeeze squeeze) {
        double ratio = squeeze.ratio();
        Optional<Problem> share = ratio > 0 && ratio <= 1
                ? Optional.empty()
                : Optional.of(Diagnostic.SQUEEZE_RATIO.at(Place.row(row, "squeeze.ratio"), ratio));
        return Stream.of(share, size(row, "squeeze.divisor", squeeze.divisor()));
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

    private static Optional<Problem> rate(Row row, String attribute, double rate) {
        // The runtime computes with floats, and 0.99999999 is 1 there.
        return rate >= 0 && (float) rate < 1
                ? Optional.empty()
                : Optional.of(Diagnostic.DROPOUT_RATE.at(Place.row(row, attribute), attribute, rate));
    }
}
