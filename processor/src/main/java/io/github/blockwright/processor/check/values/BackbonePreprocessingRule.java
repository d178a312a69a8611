package io.github.blockwright.processor.check.values;

import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Borrowed;
import io.github.blockwright.processor.spec.Input;
import io.github.blockwright.processor.spec.NetworkTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A backbone sees its images as it was trained on them. */
final class BackbonePreprocessingRule {
    private BackbonePreprocessingRule() {}

    /** @param input of the table that uses the backbone, without mistakes */
    static Optional<Problem> check(Input input, Borrowed.Backbone backbone) {
        return backbone.value().table(backbone.variant()).flatMap(table -> check(input, table));
    }

    private static Optional<Problem> check(Input input, NetworkTable table) {
        Input needed = table.settings().input();
        // Other channels are another mistake.
        if (input.channels() != needed.channels() || isSame(input, needed)) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.BACKBONE_PREPROCESSING.at(
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
