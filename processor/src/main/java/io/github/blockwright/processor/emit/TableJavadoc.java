package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.dsl.Precision;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
import io.github.blockwright.processor.spec.arithmetic.Window;
import java.util.ArrayList;
import java.util.List;

/** The plan as a table in the generated class's Javadoc. */
final class TableJavadoc {
    private TableJavadoc() {}

    /** @param drawn whether the table's diagram is written too */
    static CodeBlock of(ClassName record, NetworkTable table, Plan plan, boolean drawn) {
        FeatureShape input = table.settings().input().shape();
        CodeBlock.Builder text = CodeBlock.builder()
                .add(title(record, table))
                .add("<table>\n<caption>One image of $L through the network, in float32</caption>\n", input)
                .add(line(
                        "th",
                        "row",
                        "operator",
                        "output",
                        "parameters",
                        "multiply-adds",
                        "KiB held",
                        "KiB moved",
                        "KiB of weights",
                        "multiply-adds per byte",
                        "sees",
                        "stride",
                        "padding"));
        Window window = Window.POINT;
        for (Step step : plan.steps()) {
            window = window.then(step.footprint().window());
            text.add(line(
                    step.row().name(), step.row().label(), step.output().toString(), step.footprint(), cells(window)));
        }
        Footprint total = plan.footprint();
        return text.add(line("total", "", "", total, List.of("", "", "")))
                .add("</table>\n\n")
                .add(
                        "<p>In int8, the maps held at once take $L KiB and the weights $L KiB; in float16, $L KiB and $L KiB."
                                + " Beside the parameters, batch normalisation keeps $L running means and variances.",
                        Literals.kibibytes(total.peak() * Precision.INT8.bytes()),
                        Literals.kibibytes(total.size(Precision.INT8)),
                        Literals.kibibytes(total.peak() * Precision.FLOAT16.bytes()),
                        Literals.kibibytes(total.size(Precision.FLOAT16)),
                        Literals.grouped(total.cost().statistics()))
                .add(drawn ? diagram(table) : CodeBlock.of(""))
                .build();
    }

    private static CodeBlock line(
            String row, String operator, String output, Footprint footprint, List<String> window) {
        Cost cost = footprint.cost();
        long traffic = footprint.traffic(Precision.FLOAT32);
        List<String> cells = new ArrayList<>(List.of(
                row,
                operator,
                output,
                Literals.grouped(cost.parameters()),
                Literals.grouped(cost.multiplyAdds()),
                Literals.kibibytes(footprint.peak() * Precision.FLOAT32.bytes()),
                Literals.kibibytes(traffic),
                Literals.kibibytes(footprint.size(Precision.FLOAT32)),
                Literals.tenths(cost.multiplyAdds(), Math.max(1, traffic))));
        cells.addAll(window);
        return line("td", cells.toArray(String[]::new));
    }

    /** What a position of the row sees of the image, how far apart neighbours are in it, and how far it begins before. */
    private static List<String> cells(Window window) {
        if (!window.isBounded()) {
            return List.of(window.equals(Window.ALL) ? "all" : "?", "", "");
        }
        return List.of(
                Literals.grouped(window.extent()),
                Literals.grouped(window.strides()),
                Literals.grouped(window.before()));
    }

    private static CodeBlock diagram(NetworkTable table) {
        return CodeBlock.of(
                "\n\n<p><img src=\"$L$L\" alt=\"The rows of $L, one below the other\">",
                TableDiagram.JAVADOC_FOLDER,
                TableDiagram.file(table),
                table.title());
    }

    private static CodeBlock title(ClassName record, NetworkTable table) {
        return table.variant()
                .map(variant -> CodeBlock.of(
                        "The variant $L of {@link $T} as a DJL block, with the width multiplier $L, generated from its"
                                + " table.\n\n",
                        variant,
                        record,
                        table.settings().width().multiplier()))
                .orElseGet(() -> CodeBlock.of("{@link $T} as a DJL block, generated from its table.\n\n", record));
    }

    private static CodeBlock line(String tag, String... cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (String cell : cells) {
            row.append('<').append(tag).append('>').append(cell);
            row.append("</").append(tag).append('>');
        }
        return CodeBlock.of("$L", row.append("</tr>\n"));
    }
}
