package io.github.blockwright.processor.check.values;

import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.processor.check.DeclarationRule;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.Input;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Row;
import java.util.List;
import java.util.stream.Collectors;

/** A backbone sees its images as it was trained on them; for settings without mistakes. */
public final class BackbonePreprocessingRule implements DeclarationRule {
    @Override
    public List<Problem> check(Declaration declaration) {
        List<Row> rows = declaration.leadingRows();
        if (declaration.settings().isEmpty()
                || rows.isEmpty()
                || !(rows.get(0).operator() instanceof Operator.Backbone backbone)) {
            return List.of();
        }
        Input input = declaration.settings().get().input();
        return backbone.network()
                .table(backbone.variant())
                .map(table -> check(input, table))
                .orElse(List.of());
    }

    private static List<Problem> check(Input input, NetworkTable table) {
        Input needed = table.settings().input();
        // Other channels are another mistake.
        if (input.channels() != needed.channels() || isSame(input, needed)) {
            return List.of();
        }
        return List.of(Diagnostic.BACKBONE_PREPROCESSING.at(
                Place.type().annotation(Network.class).attribute("input.preprocessing"),
                input.preprocessing(),
                table.name().simpleName(),
                written(needed)));
    }

    private static boolean isSame(Input a, Input b) {
        return a.scale() == b.scale()
                && a.mean().equals(b.mean())
                && a.standardDeviation().equals(b.standardDeviation());
    }

    /** An input's preprocessing as it stands in a source. */
    private static String written(Input input) {
        String name = "preprocessing = Preprocessing." + input.preprocessing();
        return input.preprocessing() == Preprocessing.CUSTOM
                ? name + ", scale = " + input.scale() + ", mean = " + array(input.mean()) + ", standardDeviation = "
                        + array(input.standardDeviation())
                : name;
    }

    private static String array(List<Double> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", ", "{", "}"));
    }
}
