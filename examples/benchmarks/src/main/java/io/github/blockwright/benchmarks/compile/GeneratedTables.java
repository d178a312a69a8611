package io.github.blockwright.benchmarks.compile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sources with network tables of a wanted number and length. */
public final class GeneratedTables {
    /** Java allows a record 254 components, so a longer network goes on in further tables. */
    static final int LONGEST = 254;

    private static final String ROW = "@InvertedResidual(expansion = 6, filters = 16) NDArray row";

    private static final String LECTURE = """
            @Conv(filters = 32, kernel = 3, strides = 2)                            NDArray stem,
            @InvertedResidual(expansion = 1, filters = 16)                          NDArray stage1,
            @InvertedResidual(expansion = 6, filters = 24,  strides = 2, count = 2) NDArray stage2,
            @InvertedResidual(expansion = 6, filters = 32,  strides = 2, count = 3) NDArray stage3,
            @InvertedResidual(expansion = 6, filters = 64,  strides = 2, count = 4) NDArray stage4,
            @InvertedResidual(expansion = 6, filters = 96,               count = 3) NDArray stage5,
            @InvertedResidual(expansion = 6, filters = 160, strides = 2, count = 3) NDArray stage6,
            @InvertedResidual(expansion = 6, filters = 320)                         NDArray stage7,
            @Conv(filters = 1280)                                                   NDArray head,
            @GlobalAveragePool                                                      NDArray pooled,
            @Dense(units = 10)                                                      NDArray logits""";

    private GeneratedTables() {}

    /** The lecture's table of 11 rows, so many times, by class name. */
    static Map<String, String> lecture(int count) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            sources.put("Table" + i, table("Table" + i, LECTURE));
        }
        return sources;
    }

    /** One network of so many inverted residuals; past {@link #LONGEST} in tables that have the one before as backbone. */
    static Map<String, String> network(int rows) {
        Map<String, String> sources = new LinkedHashMap<>();
        int parts = (rows + LONGEST - 2) / (LONGEST - 1);
        int done = 0;
        for (int part = 0; part < parts; part++) {
            int end = (int) ((long) rows * (part + 1) / parts);
            String backbone = part == 0
                    ? ""
                    : "@Backbone(value = Part%d.class, through = \"row%d\") NDArray before,%n"
                            .formatted(part - 1, done - 1);
            String components =
                    IntStream.range(done, end).mapToObj(i -> ROW + i).collect(Collectors.joining(",\n"));
            sources.put("Part" + part, table("Part" + part, backbone + components));
            done = end;
        }
        return sources;
    }

    /**
     * The lecture's table, which at 224 pixels has the maps of MobileNetV2 on ImageNet.
     *
     * @param name of the table
     * @param side of its input in pixels
     * @return the source, in package {@code tables}
     */
    public static String lecture(String name, int side) {
        return table(name, side, LECTURE);
    }

    /**
     * A network that can be trained, of so many rows before its last two, which pool and classify.
     *
     * @param name of the table
     * @param rows at least 2, at most 252
     * @return the source, in package {@code tables}
     */
    public static String deep(String name, int rows) {
        String stem = "@Conv(filters = 16, kernel = 3, strides = 2) NDArray stem,\n";
        String middle = IntStream.range(1, rows).mapToObj(i -> ROW + i + ",\n").collect(Collectors.joining());
        return table(name, 32, stem + middle + "@GlobalAveragePool NDArray pooled,\n@Dense(units = 10) NDArray logits");
    }

    private static String table(String name, String components) {
        return table(name, 32, components);
    }

    private static String table(String name, int side, String components) {
        return """
                package tables;

                import ai.djl.ndarray.NDArray;
                import io.github.blockwright.dsl.*;

                @Network(input = @Input(height = %d, width = %d))
                @SuppressWarnings("blockwright")
                public record %s(
                %s) {}
                """.formatted(side, side, name, components.indent(8).stripTrailing());
    }
}
