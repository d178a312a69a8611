package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;

/** The plan as a table in the generated class's Javadoc. */
final class TableJavadoc {
    private TableJavadoc() {}

    static CodeBlock of(ClassName record, NetworkTable table, Plan plan) {
        Cost total = plan.total();
        FeatureShape input = table.settings().input().shape();
        CodeBlock.Builder text = CodeBlock.builder()
                .add(title(record, table))
                .add("<table>\n<caption>One image of $L through the network</caption>\n", input)
                .add(line("th", "row", "operator", "output", "parameters", "multiply-adds"));
        for (Step step : plan.steps()) {
            text.add(line(
                    "td",
                    step.row().name(),
                    step.row().label(),
                    step.output().toString(),
                    Literals.grouped(step.cost().parameters()),
                    Literals.grouped(step.cost().multiplyAdds())));
        }
        return text.add(line(
                        "td",
                        "total",
                        "",
                        "",
                        Literals.grouped(total.parameters()),
                        Literals.grouped(total.multiplyAdds())))
                .add("</table>\n\n")
                .add(
                        "<p>Beside the parameters, batch normalisation keeps $L running means and variances.",
                        Literals.grouped(total.statistics()))
                .build();
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
