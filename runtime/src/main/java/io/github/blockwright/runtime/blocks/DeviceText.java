package io.github.blockwright.runtime.blocks;

import io.github.blockwright.dsl.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a network asks of a device, as a table in a terminal. */
final class DeviceText {
    private static final List<String> HEADINGS = List.of(
            "row", "KiB held", "KiB moved", "KiB of weights", "multiply-adds/byte", "sees", "stride", "padding");

    private DeviceText() {}

    static String of(NetworkSummary summary) {
        List<RowSummary> rows = summary.rows();
        List<Window> windows = summary.windows();
        List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
        for (int i = 0; i < rows.size(); i++) {
            RowSummary row = rows.get(i);
            Window window = windows.get(i);
            lines.add(line(
                    row.name(),
                    row.peakMemory(Precision.FLOAT32),
                    row.bytesMoved(Precision.FLOAT32),
                    row.modelSize(Precision.FLOAT32),
                    row.multiplyAdds(),
                    window.isBounded()
                            ? List.of(grouped(window.extent()), grouped(window.strides()), grouped(window.before()))
                            : List.of(window.equals(Window.ALL) ? "all" : "?", "", "")));
        }
        lines.add(line(
                "total",
                summary.peakMemory(Precision.FLOAT32),
                summary.bytesMoved(Precision.FLOAT32),
                summary.modelSize(Precision.FLOAT32),
                summary.multiplyAdds(),
                List.of("", "", "")));
        StringBuilder text = new StringBuilder("On a device, one image in float32\n");
        for (List<String> line : lines) {
            text.append(aligned(line, lines)).append('\n');
        }
        for (Precision precision : Precision.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s: %s KiB of maps held at once, %s KiB of weights%n",
                    precision.name().toLowerCase(Locale.ROOT),
                    kibibytes(summary.peakMemory(precision)),
                    kibibytes(summary.modelSize(precision))));
        }
        return text.toString();
    }

    private static List<String> line(
            String name, long held, long moved, long weights, long multiplyAdds, List<String> window) {
        List<String> cells = new ArrayList<>(List.of(
                name,
                kibibytes(held),
                kibibytes(moved),
                kibibytes(weights),
                String.format(Locale.ROOT, "%,.1f", (double) multiplyAdds / Math.max(1, moved))));
        cells.addAll(window);
        return cells;
    }

    /** The first column to the left, the numbers to the right. */
    private static String aligned(List<String> line, List<List<String>> all) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            int column = i;
            int width = all.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElseThrow();
            text.append(String.format(Locale.ROOT, i == 0 ? "%-" + width + "s" : "  %" + width + "s", line.get(i)));
        }
        return text.toString().stripTrailing();
    }

    private static String kibibytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f", bytes / 1024.0);
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
