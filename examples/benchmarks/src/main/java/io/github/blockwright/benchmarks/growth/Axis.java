package io.github.blockwright.benchmarks.growth;

import io.github.blockwright.benchmarks.compile.GeneratedTables;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something that grows while all else stays.
 *
 * @param name of it
 * @param points in ascending order
 */
record Axis(String name, List<Point> points) {
    /**
     * A value of what grows.
     *
     * @param label for people
     * @param network the record's class name
     * @param batch images in a step
     * @param warmUp steps that are not reported
     * @param steps that are
     * @param classes other than the table's
     * @param isEpoch whether all these steps are one work, instead of each by itself
     */
    record Point(String label, String network, int batch, int warmUp, int steps, OptionalInt classes, boolean isEpoch) {
        private static Point of(Object label, String network, int batch, int steps) {
            return new Point("" + label, network, batch, 5, steps, OptionalInt.empty(), false);
        }

        private Point with(int otherClasses) {
            return new Point(label, network, batch, warmUp, steps, OptionalInt.of(otherClasses), isEpoch);
        }

        private static Point epoch(int pictures) {
            int steps = pictures / BATCH;
            return new Point("" + pictures, LIBRARY + "ShapesNet", BATCH, 5, steps - 5, OptionalInt.empty(), true);
        }

        /** Of the work that is measured. */
        int images() {
            return isEpoch ? steps * batch : batch;
        }
    }

    private static final int BATCH = 100;
    private static final String LIBRARY = "io.github.blockwright.networks.";
    private static final String TABLES = "tables.";

    /** Sources of the tables that no library has, by class name. */
    static Map<String, String> tables() {
        Map<String, String> sources = new TreeMap<>();
        sides().forEach(side -> sources.put("Side" + side, GeneratedTables.lecture("Side" + side, side)));
        rows().forEach(rows -> sources.put("Rows" + rows, GeneratedTables.deep("Rows" + rows, rows)));
        return sources;
    }

    static List<Axis> all() {
        return List.of(
                new Axis(
                        "batch",
                        IntStream.iterate(1, n -> n <= 512, n -> 2 * n)
                                .mapToObj(n -> Point.of(n, LIBRARY + "CifarMobileNetV2", n, 20))
                                .toList()),
                new Axis(
                        "width",
                        Stream.of("0.35", "0.50", "0.75", "1.00", "1.30", "1.40")
                                .map(width -> Point.of(width, LIBRARY + "ImageNetMobileNetV2" + suffix(width), 8, 8))
                                .toList()),
                new Axis(
                        "input side",
                        sides().map(side -> Point.of(side, TABLES + "Side" + side, 8, 8))
                                .toList()),
                new Axis(
                        "rows",
                        rows().map(rows -> Point.of(rows, TABLES + "Rows" + rows, 32, 8))
                                .toList()),
                new Axis(
                        "classes",
                        Stream.of(2, 10, 100, 1_000, 10_000, 21_000)
                                .map(n -> Point.of(n, LIBRARY + "ImageNetMobileNetV2_100_96", 16, 12)
                                        .with(n))
                                .toList()),
                new Axis(
                        "pictures",
                        Stream.of(1_000, 10_000, 100_000, 1_000_000)
                                .map(Point::epoch)
                                .toList()));
    }

    private static String suffix(String width) {
        return width.equals("1.00") ? "" : "_" + width.replace(".", "") + "_224";
    }

    private static Stream<Integer> sides() {
        return Stream.of(96, 128, 160, 192, 224, 256, 320);
    }

    private static Stream<Integer> rows() {
        return Stream.of(10, 25, 50, 100, 150, 200, 250);
    }
}
