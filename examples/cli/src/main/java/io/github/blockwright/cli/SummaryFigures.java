package io.github.blockwright.cli;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Precision;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** A summary as JSON has it; sizes are bytes, by precision. */
record SummaryFigures(String network, List<Long> input, List<Row> rows, Row total) {
    /**
     * A row's figures, or those of all rows.
     *
     * @param receptiveField side in pixels of what a position sees; absent where it sees all, or nobody knows
     */
    record Row(
            String name,
            String operator,
            List<Long> output,
            long parameters,
            long statistics,
            long multiplyAdds,
            Map<String, Long> peakMemory,
            Map<String, Long> modelSize,
            Map<String, Long> bytesMoved,
            double multiplyAddsPerByte,
            Long receptiveField,
            Long effectiveStride,
            Long paddingReach,
            Integer shortcuts) {}

    static SummaryFigures of(NetworkSummary summary) {
        List<Row> rows = new ArrayList<>();
        List<Window> windows = summary.windows();
        for (int i = 0; i < windows.size(); i++) {
            rows.add(row(summary.rows().get(i), windows.get(i)));
        }
        Row total = new Row(
                "total",
                null,
                null,
                summary.parameters(),
                summary.statistics(),
                summary.multiplyAdds(),
                bytes(summary::peakMemory),
                bytes(summary::modelSize),
                bytes(summary::bytesMoved),
                perByte(summary.multiplyAdds(), summary.bytesMoved(Precision.FLOAT32)),
                null,
                null,
                null,
                null);
        return new SummaryFigures(summary.name(), sides(summary.input().shape(1).slice(1)), rows, total);
    }

    private static Row row(RowSummary row, Window window) {
        Optional<Window> bounded = Optional.of(window).filter(Window::isBounded);
        return new Row(
                row.name(),
                row.operator(),
                sides(row.output()),
                row.parameters(),
                row.statistics(),
                row.multiplyAdds(),
                bytes(row::peakMemory),
                bytes(row::modelSize),
                bytes(row::bytesMoved),
                perByte(row.multiplyAdds(), row.bytesMoved(Precision.FLOAT32)),
                bounded.map(Window::extent).orElse(null),
                bounded.map(Window::strides).orElse(null),
                bounded.map(Window::before).orElse(null),
                row.footprint().shortcuts());
    }

    private static Map<String, Long> bytes(ToLongFunction<Precision> figure) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (Precision precision : Precision.values()) {
            bytes.put(precision.name().toLowerCase(Locale.ROOT), figure.applyAsLong(precision));
        }
        return bytes;
    }

    private static double perByte(long multiplyAdds, long bytes) {
        return bytes == 0 ? 0 : Math.round(100.0 * multiplyAdds / bytes) / 100.0;
    }

    private static List<Long> sides(Shape shape) {
        return Arrays.stream(shape.getShape()).boxed().toList();
    }
}
