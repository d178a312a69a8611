package io.github.blockwright.processor.check.structure;

import io.github.blockwright.processor.check.DeclarationRule;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Nearest;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Component;
import io.github.blockwright.processor.declaration.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A suppression that looks like one of ours must be one of ours. */
public final class SuppressionRule implements DeclarationRule {
    private static final List<String> KNOWN = Diagnostic.suppressionKeys();

    @Override
    public List<Problem> check(Declaration declaration) {
        List<Problem> problems = new ArrayList<>(unknown(Place.type(), declaration.suppressions()));
        for (Component component : declaration.components()) {
            problems.addAll(unknown(Place.component(component.name()), component.suppressions()));
        }
        return problems;
    }

    private static List<Problem> unknown(Place place, Set<String> suppressions) {
        return suppressions.stream()
                .filter(key -> key.startsWith("blockwright") && !KNOWN.contains(key))
                .map(key -> Diagnostic.UNKNOWN_SUPPRESSION.at(
                        place.annotation(SuppressWarnings.class).attribute("value"), key, Nearest.to(key, KNOWN)))
                .toList();
    }
}
