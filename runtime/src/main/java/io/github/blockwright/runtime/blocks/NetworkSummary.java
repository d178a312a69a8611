package io.github.blockwright.runtime.blocks;

import io.github.blockwright.dsl.Task;
import java.util.List;
import java.util.Locale;

/**
 * A network's table with the shapes and counts that the annotation processor computed.
 *
 * @param name the simple name of the record
 * @param input the images that the network sees
 * @param rows in order
 * @param fingerprint a hash of everything in the table that decides the network's weights; two tables with different
 *     fingerprints cannot load each other's parameters
 * @param task what the last row answers
 */
public record NetworkSummary(String name, InputSpec input, List<RowSummary> rows, String fingerprint, Task task) {
    /**
     * Takes copies of the lists.
     *
     * @param name as the record says
     * @param input as the record says
     * @param rows as the record says
     * @param fingerprint as the record says
     * @param task as the record says
     */
    public NetworkSummary {
        rows = List.copyOf(rows);
    }

    /**
     * Of a network that says which one class an image is of.
     *
     * @param name as the record says
     * @param input as the record says
     * @param rows as the record says
     * @param fingerprint as the record says
     */
    public NetworkSummary(String name, InputSpec input, List<RowSummary> rows, String fingerprint) {
        this(name, input, rows, fingerprint, Task.CLASSIFICATION);
    }

    /** {@return whether the network may give an image several labels, or none} */
    public boolean multiLabel() {
        return task == Task.MULTI_LABEL;
    }

    /** {@return trainable parameters of the whole network} */
    public long parameters() {
        return rows.stream().mapToLong(RowSummary::parameters).sum();
    }

    /** {@return running means and variances of the whole network} */
    public long statistics() {
        return rows.stream().mapToLong(RowSummary::statistics).sum();
    }

    /** {@return multiply-adds of the whole network for one image} */
    public long multiplyAdds() {
        return rows.stream().mapToLong(RowSummary::multiplyAdds).sum();
    }

    /** {@return the summary as a text table, a line for each row and one for the totals} */
    public String toText() {
        int nameWidth =
                Math.max(5, rows.stream().mapToInt(r -> r.name().length()).max().orElse(0));
        int operatorWidth = Math.max(
                8, rows.stream().mapToInt(r -> r.operator().length()).max().orElse(0));
        String format = "%-" + nameWidth + "s  %-" + operatorWidth + "s  %-16s %12s %16s%n";
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%s, input %d × %d × %d%n", name, input.channels(), input.height(), input.width()));
        text.append(String.format(Locale.ROOT, format, "row", "operator", "output", "parameters", "multiply-adds"));
        for (RowSummary row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    format,
                    row.name(),
                    row.operator(),
                    row.output(),
                    grouped(row.parameters()),
                    grouped(row.multiplyAdds())));
        }
        text.append(
                String.format(Locale.ROOT, format, "total", "", "", grouped(parameters()), grouped(multiplyAdds())));
        text.append(String.format(Locale.ROOT, "and %s batch normalisation statistics%n", grouped(statistics())));
        return text.toString();
    }

    /** As {@link #toText}, without the last line break. */
    @Override
    public String toString() {
        return toText().stripTrailing();
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
