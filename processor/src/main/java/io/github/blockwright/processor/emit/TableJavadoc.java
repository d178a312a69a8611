package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.stream.Stream;

/** The plan as a table in the generated class's Javadoc. */
final class TableJavadoc {
    private TableJavadoc() {}

    static CodeBlock of(ClassName record, FeatureShape input, Plan plan) {
        Cost total = plan.total();
        CodeBlock.Builder text = CodeBlock.builder()
                .add("{@link $T} as a DJL block, generated from its table.\n\n", record)
                .add("<table>\n<caption>One image of $L through the network</caption>\n", input)
                .add(line("th", "row", "operator", "output", "parameters", "multiply-adds"));
        for (Step step : plan.steps()) {
            text.add(line(
                    "td",
                    step.row().name(),
                    OperatorLabel.of(step.row().operator()),
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

    private static CodeBlock line(String tag, String... cells) {
        CodeBlock row = Stream.of(cells)
                .map(cell -> CodeBlock.of("<$L>$L</$L>", tag, cell, tag))
                .collect(CodeBlock.joining(""));
        return CodeBlock.of("<tr>$L</tr>\n", row);
    }
}
