package io.github.blockwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.dsl.Task;
import io.github.blockwright.processor.spec.Fingerprint;
import io.github.blockwright.processor.spec.Input;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
import io.github.blockwright.processor.spec.arithmetic.Window;
import java.util.Collections;
import java.util.List;

/** The plan as data in the generated class. */
final class SummaryCode {
    private static final int MOST_WRITTEN = 16;

    private SummaryCode() {}

    /** The expression of the constant {@code SUMMARY}. */
    static CodeBlock of(NetworkTable table, Plan plan) {
        CodeBlock.Builder rows = CodeBlock.builder();
        for (Step step : plan.steps()) {
            rows.add(rows.isEmpty() ? "" : ",\n").add(row(step));
        }
        // What is as it is by default is not said.
        Task task = table.settings().task();
        CodeBlock said = task == Task.CLASSIFICATION ? CodeBlock.of("") : CodeBlock.of(",\n$L", Library.constant(task));
        return CodeBlock.builder()
                .add("new $T(\n$>$>", Library.NETWORK_SUMMARY)
                .add("$S,\n", table.title())
                .add("$L,\n", input(table.settings().input()))
                .add("$T.of(\n$>$L$<),\n", List.class, rows.build())
                .add("$S$L$<$<)", Fingerprint.of(plan, table.settings().conventions()), said)
                .build();
    }

    private static CodeBlock input(Input input) {
        return CodeBlock.of(
                "new $T($L, $L, $L, $L, $L, $L)",
                Library.INPUT_SPEC,
                input.height(),
                input.width(),
                input.channels(),
                Literals.scale(input.scale()),
                perChannel(input.mean()),
                perChannel(input.standardDeviation()));
    }

    /** Of very many channels, the same value is written once: a method of Java has room for some thousands. */
    private static CodeBlock perChannel(List<Double> values) {
        boolean isOne = values.stream().distinct().count() == 1;
        return values.size() > MOST_WRITTEN && isOne
                ? CodeBlock.of("$T.nCopies($L, $L)", Collections.class, values.size(), values.get(0))
                : CodeBlock.of("$T.of($L)", List.class, Literals.list(values));
    }

    private static CodeBlock row(Step step) {
        Cost cost = step.cost();
        return CodeBlock.of(
                "new $T($S, $S, new $T($L), $L, $L, $L, $L)",
                Library.ROW_SUMMARY,
                step.row().name(),
                step.row().label(),
                Library.SHAPE,
                Literals.list(step.output().sides().stream().map(Literals::of).toList()),
                Literals.of(cost.parameters()),
                Literals.of(cost.statistics()),
                Literals.of(cost.multiplyAdds()),
                footprint(step.footprint()));
    }

    private static CodeBlock footprint(Footprint footprint) {
        return CodeBlock.of(
                "new $T($L, $L, $L, $L, $L)",
                Library.FOOTPRINT,
                Literals.of(footprint.biases()),
                Literals.of(footprint.peak()),
                Literals.of(footprint.moved()),
                footprint.shortcuts(),
                window(footprint.window()));
    }

    private static CodeBlock window(Window window) {
        if (window.equals(Window.ALL) || window.equals(Window.UNKNOWN)) {
            return CodeBlock.of("$T.$L", Library.WINDOW, window.equals(Window.ALL) ? "ALL" : "UNKNOWN");
        }
        return CodeBlock.of(
                "new $T($L, $L, $L)",
                Library.WINDOW,
                Literals.of(window.extent()),
                Literals.of(window.strides()),
                Literals.of(window.before()));
    }
}
