package io.github.blockwright.dsl.diagram;

import java.util.List;
import java.util.Locale;

/**
 * A network's table as a picture: a block for each row, from the images at the top to the answer at the bottom. The edges of
 * a block are as wide as the maps that it reads and writes, to scale; it is the taller the more shortcuts it has, each an arc
 * at its side; and the stronger its colour, the more of the network's multiply-adds it takes.
 */
public final class Diagram {
    private static final int WIDTH = 760;
    private static final int TOP = 74;
    private static final int PITCH = 44;
    private static final int BLOCK = 30;
    private static final int ARC = 9;
    private static final double CENTRE = 100;
    private static final double WIDEST = 160;
    private static final double NARROWEST = 4;
    private static final int TEXT = 214;
    private static final int SHAPE = 505;
    private static final int WORK = 605;
    private static final int SHARE = 662;
    private static final int PARAMETERS = 748;

    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1b1f24 }
            .title { font-size: 16px; font-weight: 600 }
            .name { font-size: 13px; font-weight: 600 }
            .quiet { font-size: 11px; fill: #57606a }
            .number { text-anchor: end }
            .block { fill: #0969da; stroke: #0969da; stroke-width: 1 }
            .weightless { fill-opacity: 0; stroke-dasharray: 3 2 }
            .arc { fill: none; stroke: #bc4c00; stroke-width: 1.5 }
            .rule { stroke: #57606a; stroke-opacity: 0.35 }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 }
            .quiet { fill: #9198a1 }
            .block { fill: #58a6ff; stroke: #58a6ff }
            .arc { stroke: #f0883e }
            .rule { stroke: #9198a1 }
            }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();
    private final long side;
    private final long total;
    private final long dearest;

    private Diagram(List<Long> input, List<Row> rows) {
        this.side = rows.stream().mapToLong(row -> side(row.output())).reduce(side(input), Math::max);
        this.total = rows.stream().mapToLong(Row::multiplyAdds).sum();
        this.dearest = rows.stream().mapToLong(Row::multiplyAdds).max().orElse(0);
    }

    /**
     * A row of the table.
     *
     * @param name of the row
     * @param operator what it does, in a few words
     * @param output the sides of its output: channels, height and width, or features
     * @param parameters trainable parameters
     * @param multiplyAdds for one image
     * @param shortcuts maps that are added behind layers that they went around
     */
    public record Row(
            String name, String operator, List<Long> output, long parameters, long multiplyAdds, int shortcuts) {
        /**
         * Takes a copy of the list.
         *
         * @param name as the record says
         * @param operator as the record says
         * @param output as the record says
         * @param parameters as the record says
         * @param multiplyAdds as the record says
         * @param shortcuts as the record says
         */
        public Row {
            output = List.copyOf(output);
        }

        private int height() {
            return Math.max(BLOCK, ARC * shortcuts + 4);
        }
    }

    /**
     * Draws a table, for light and for dark pages.
     *
     * @param title what the network is called
     * @param input channels, height and width of an image
     * @param rows in order
     * @return an SVG document
     */
    public static String svg(String title, List<Long> input, List<Row> rows) {
        return new Diagram(input, rows).draw(title, input, rows);
    }

    private String draw(String title, List<Long> input, List<Row> rows) {
        int height = TOP + 44;
        for (Row row : rows) {
            height += pitch(row);
        }
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n",
                WIDTH, height, WIDTH, height);
        add(
                "<title>%s</title>%n<desc>%d rows, %,d parameters, %,d multiply-adds for an image of %s</desc>%n",
                escaped(title), rows.size(), parameters(rows), total, sides(input));
        svg.append(STYLE);
        text(TEXT, 24, "title", title);
        text(TEXT, 42, "quiet", "one image of " + sides(input));
        text(SHAPE, 42, "quiet number", "output");
        text(WORK, 42, "quiet number", "multiply-adds");
        text(SHARE, 42, "quiet number", "share");
        text(PARAMETERS, 42, "quiet number", "parameters");
        rule(52);
        long before = side(input);
        double y = TOP - 14;
        for (Row row : rows) {
            block(row, before, y);
            before = side(row.output());
            y += pitch(row);
        }
        rule(y);
        text(TEXT, y + 20, "name", "total");
        text(WORK, y + 20, "number", shortened(total));
        text(PARAMETERS, y + 20, "number", shortened(parameters(rows)));
        text(
                TEXT,
                y + 36,
                "quiet",
                "width of a block: the side of its maps · colour: share of the multiply-adds · arcs: shortcuts");
        return svg.append("</svg>\n").toString();
    }

    private static int pitch(Row row) {
        return Math.max(PITCH, row.height() + PITCH - BLOCK);
    }

    private void block(Row row, long before, double top) {
        double above = width(before);
        double below = width(side(row.output()));
        double bottom = top + row.height();
        boolean weightless = row.multiplyAdds() == 0 && row.parameters() == 0;
        add(
                "<path class=\"block%s\" fill-opacity=\"%.2f\" d=\"M%.1f %.1fH%.1fL%.1f %.1fH%.1fZ\"/>%n",
                weightless ? " weightless" : "",
                weightless ? 0 : 0.08 + 0.87 * row.multiplyAdds() / Math.max(1, dearest),
                CENTRE - above / 2,
                top,
                CENTRE + above / 2,
                CENTRE + below / 2,
                bottom,
                CENTRE - below / 2);
        for (int i = 0; i < row.shortcuts(); i++) {
            double from = bottom - 1 - ARC * (row.shortcuts() - i);
            double edge = above + (below - above) * Math.max(0, from - top) / row.height();
            add(
                    "<path class=\"arc\" d=\"M%.1f %.1fa5 %.1f 0 0 1 0 %d\"/>%n",
                    CENTRE + Math.max(edge, below) / 2 + 3, from, ARC / 2.0 - 1, ARC - 2);
        }
        text(TEXT, top + 13, "name", row.name());
        text(SHAPE, top + 13, "number", sides(row.output()));
        if (!weightless) {
            text(WORK, top + 13, "number", shortened(row.multiplyAdds()));
            text(PARAMETERS, top + 13, "number", shortened(row.parameters()));
            text(
                    SHARE,
                    top + 13,
                    "quiet number",
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * row.multiplyAdds() / Math.max(1, total)));
        }
        text(TEXT, top + 28, "quiet", row.operator());
    }

    private double width(long length) {
        return Math.max(NARROWEST, WIDEST * length / side);
    }

    /** The width of a map; a vector has one position. */
    private static long side(List<Long> sides) {
        return sides.size() == 1 ? 1 : sides.get(sides.size() - 1);
    }

    private static String sides(List<Long> sides) {
        return String.join(" × ", sides.stream().map(String::valueOf).toList());
    }

    private static long parameters(List<Row> rows) {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /** Three digits and a unit: {@code 12.3 M}. */
    private static String shortened(long count) {
        if (count < 1000) {
            return Long.toString(count);
        }
        double value = count / 1000.0;
        int unit = 0;
        while (value >= 999.5 && unit < 3) {
            value /= 1000;
            unit++;
        }
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, "kMGT".charAt(unit));
    }

    private void text(double x, double y, String style, String text) {
        add("<text x=\"%.0f\" y=\"%.0f\" class=\"%s\">%s</text>%n", x, y, style, escaped(text));
    }

    private void rule(double y) {
        add("<path class=\"rule\" d=\"M%d %.0fH%d\"/>%n", TEXT, y, PARAMETERS);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
