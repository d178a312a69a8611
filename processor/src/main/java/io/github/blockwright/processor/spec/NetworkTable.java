package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.arithmetic.Width;
import io.github.blockwright.processor.spec.names.JavaName;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A network: its settings and its rows as the user wrote them, before the width multiplier.
 *
 * @param name the record
 */
public record NetworkTable(JavaName name, Settings settings, List<Row> rows) {
    public NetworkTable {
        rows = List.copyOf(rows);
    }

    /** The place of a row, counted from 0, if there is one of this name. */
    public OptionalInt indexOf(String row) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).name().equals(row))
                .findFirst();
    }

    /**
     * A row with the channels that the width multiplier gives it.
     *
     * @throws ArithmeticException if they exceed 2³¹ - 1
     */
    public Row scaledRow(int index) {
        Row row = rows.get(index);
        if (settings.width().isNeutral()
                || !(row.operator() instanceof Operator.Convolutional written)
                || !written.scaled()) {
            return row;
        }
        Width width = settings.width();
        return new Row(
                row.name(),
                row.annotation(),
                written.withWidth(isLastPointwise(index) ? width::scaleLast : width::scale));
    }

    /** Whether a row is a 1×1 convolution directly in front of the pooling, with no convolutional row after it. */
    private boolean isLastPointwise(int index) {
        return rows.get(index).operator() instanceof Operator.Conv conv
                && conv.kernel() == 1
                && index + 1 < rows.size()
                && isPooling(rows.get(index + 1).operator())
                && rows.stream().skip(index + 1L).noneMatch(row -> row.operator() instanceof Operator.Convolutional);
    }

    private static boolean isPooling(Operator operator) {
        return operator instanceof Operator.GlobalAveragePool || operator instanceof Operator.Pool;
    }
}
