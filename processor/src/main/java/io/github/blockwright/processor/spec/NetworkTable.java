package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.arithmetic.Width;
import io.github.blockwright.processor.spec.names.JavaName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A network: its settings and its rows as the user wrote them, before the width multiplier.
 *
 * @param name the record
 * @param variant its name, for a network beside the record's own
 */
public record NetworkTable(JavaName name, Optional<String> variant, Settings settings, List<Row> rows) {
    public NetworkTable {
        rows = List.copyOf(rows);
    }

    /** The class of its block. */
    public JavaName block() {
        return variant.map(name::block).orElseGet(name::block);
    }

    /** What the network is called: the record's simple name, and the variant's behind it. */
    public String title() {
        return name.simpleName() + variant.map(v -> "_" + v).orElse("");
    }

    /** Whether another table of the same record is the same network: the same images, and as many filters in each row. */
    public boolean isSameNetwork(NetworkTable other) {
        return settings.input().equals(other.settings.input())
                && IntStream.range(0, rows.size()).allMatch(i -> scaledRow(i).equals(other.scaledRow(i)));
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
        Width width = settings.width();
        return width.isNeutral()
                ? row
                : new Row(
                        row.name(),
                        row.annotation(),
                        row.operator().withWidth(isLastPointwise(index) ? width::scaleLast : width::scale));
    }

    /** Whether a row is a 1×1 convolution directly in front of the pooling, with no convolutional row after it. */
    private boolean isLastPointwise(int index) {
        return rows.get(index).operator() instanceof SingleLayer.Conv conv
                && conv.kernel() == 1
                && index + 1 < rows.size()
                && rows.get(index + 1).operator() instanceof Weightless.Pooling
                && rows.stream().skip(index + 1L).noneMatch(row -> row.operator() instanceof Convolutional);
    }
}
