package io.github.blockwright.runtime.blocks;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Precision;
import io.github.blockwright.dsl.Task;
import io.github.blockwright.dsl.diagram.Diagram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
    /** In a fingerprint, between the table's and the number of classes, where that is not the table's own. */
    private static final String CLASSES = "/";

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

    /**
     * From which probability on each label is given where nobody has chosen.
     *
     * @return 0.5 for each label; for a network that gives one class, none
     */
    public List<Double> usualThresholds() {
        return multiLabel() ? Collections.nCopies(classes(), 0.5) : List.of();
    }

    /**
     * The number of values that the last row gives for an image, one for each class.
     *
     * @return at least 1
     * @throws IllegalStateException if the last row gives a map instead
     */
    public int classes() {
        Shape output = last().output();
        if (output.dimension() != 1) {
            throw new IllegalStateException(
                    name + " has no classes: its last row, " + last().name() + ", gives a map of " + output);
        }
        return Math.toIntExact(output.get(0));
    }

    /** {@return whether the network can be made for another number of classes: its last row is a {@code @Dense} without
     * an activation} */
    public boolean takesClasses() {
        return last().operator().equals("Dense");
    }

    /**
     * The summary of the same network for another number of classes: other units in the last row, and what follows from
     * them. Its fingerprint is this one's with the number behind it, so that neither loads what the other saved.
     *
     * @param classes at least 1
     * @return this, if it is of so many classes
     * @throws IllegalArgumentException if there is not at least one class, or the last row is no plain {@code @Dense}
     * @throws IllegalStateException if this is not the table's own summary
     */
    public NetworkSummary withClasses(int classes) {
        requireClasses(classes);
        if (classes == classes()) {
            return this;
        }
        if (!fingerprint.equals(table(fingerprint))) {
            throw new IllegalStateException(
                    "This summary is of " + classes() + " classes itself: take the SUMMARY of " + name + "'s block");
        }
        RowSummary dense = last();
        // A dense layer multiplies once for each weight, and has a bias for each class.
        long weights = dense.multiplyAdds() / classes() * classes;
        List<RowSummary> changed = new ArrayList<>(rows);
        changed.set(
                rows.size() - 1,
                new RowSummary(
                        dense.name(),
                        dense.operator(),
                        new Shape(classes),
                        weights + classes,
                        0,
                        weights,
                        footprint(dense, classes)));
        return new NetworkSummary(name, input, changed, fingerprint + CLASSES + classes, task);
    }

    /** A dense layer reads its input and writes its output, of which there are now others. */
    private static Footprint footprint(RowSummary dense, int classes) {
        Footprint before = dense.footprint();
        if (before.equals(Footprint.UNKNOWN)) {
            return before;
        }
        long features = before.peak() - dense.output().get(0);
        return new Footprint(classes, features + classes, features + classes, 0, before.window());
    }

    /** The same network, with other values of a pixel. */
    NetworkSummary withInput(InputSpec other) {
        return new NetworkSummary(name, other, rows, fingerprint, task);
    }

    /** @throws IllegalArgumentException if the network cannot be made for so many classes; the message says why */
    void requireClasses(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException(name + " needs at least 1 class, not " + classes);
        }
        if (!takesClasses() && !(last().output().dimension() == 1 && classes == classes())) {
            throw new IllegalArgumentException(name + " cannot be made for " + classes + " classes: its last row, "
                    + last().name() + ", is " + last().operator() + " and gives " + last().output()
                    + "; end the table with a @Dense without an activation");
        }
    }

    /**
     * Whether a fingerprint is of the same table, be it for another number of classes.
     *
     * @param other the fingerprint of any network
     * @return true if all rows but the last have the same weights
     */
    public boolean isSameTable(String other) {
        return table(fingerprint).equals(table(other));
    }

    private static String table(String fingerprint) {
        int end = fingerprint.indexOf(CLASSES);
        return end < 0 ? fingerprint : fingerprint.substring(0, end);
    }

    private RowSummary last() {
        return rows.get(rows.size() - 1);
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

    /**
     * The most bytes of maps that are held at once while one image goes through the network, in the best order of layers.
     *
     * @param precision of the maps, and of the image
     * @return that of the row that holds the most
     */
    public long peakMemory(Precision precision) {
        return rows.stream().mapToLong(row -> row.peakMemory(precision)).max().orElse(0);
    }

    /**
     * The bytes of the network's weights in a file, batch normalisation being folded into convolutions.
     *
     * @param precision of the weights
     * @return those of all rows
     */
    public long modelSize(Precision precision) {
        return rows.stream().mapToLong(row -> row.modelSize(precision)).sum();
    }

    /**
     * The bytes that all layers read and write for one image: maps, and weights once.
     *
     * @param precision of maps and weights
     * @return those of all rows
     */
    public long bytesMoved(Precision precision) {
        return rows.stream().mapToLong(row -> row.bytesMoved(precision)).sum();
    }

    /**
     * What a position of each row's output sees of the image: its receptive field, its effective stride, and how far it
     * reaches into the padding.
     *
     * @return one for each row, in order
     */
    public List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        Window window = Window.POINT;
        for (RowSummary row : rows) {
            window = window.then(row.footprint().window());
            windows.add(window);
        }
        return windows;
    }

    /** {@return what the network asks of a device as a text table, a line for each row and one for the totals, in float32;
     * memory and sizes for the other precisions below} */
    public String toDeviceText() {
        return DeviceText.of(this);
    }

    /** {@return the table as a picture, an SVG document for light and dark pages: maps to scale, a block for each row,
     * shortcuts as arcs, the share of the multiply-adds as colour} */
    public String toSvg() {
        List<Diagram.Row> drawn = rows.stream()
                .map(row -> new Diagram.Row(
                        row.name(),
                        row.operator(),
                        sides(row.output()),
                        row.parameters(),
                        row.multiplyAdds(),
                        row.footprint().shortcuts()))
                .toList();
        return Diagram.svg(name, sides(input.shape(1).slice(1)), drawn);
    }

    private static List<Long> sides(Shape shape) {
        return Arrays.stream(shape.getShape()).boxed().toList();
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
