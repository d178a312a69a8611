package io.github.blockwright.processor.check.structure;

import io.github.blockwright.processor.check.DeclarationRule;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Component;
import io.github.blockwright.processor.declaration.Component.Typing;
import io.github.blockwright.processor.declaration.Declaration;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A component is an NDArray with exactly one row annotation. */
public final class ComponentRule implements DeclarationRule {
    @Override
    public List<Problem> check(Declaration declaration) {
        List<Problem> problems = new ArrayList<>();
        for (Component component : declaration.components()) {
            Place place = Place.component(component.name());
            if (component.typing() == Typing.OTHER) {
                problems.add(Diagnostic.COMPONENT_TYPE.at(place, component.type()));
            }
            List<Class<? extends Annotation>> annotations = component.annotations();
            if (annotations.isEmpty()) {
                problems.add(Diagnostic.NO_ROW.at(
                        place, names(declaration.surroundings().rowAnnotations())));
            } else if (annotations.size() > 1) {
                problems.add(Diagnostic.SEVERAL_ROWS.at(place.annotation(annotations.get(1)), names(annotations)));
            }
        }
        return problems;
    }

    private static String names(List<Class<? extends Annotation>> annotations) {
        return annotations.stream()
                .map(annotation -> "@" + annotation.getSimpleName())
                .collect(Collectors.joining(", "));
    }
}
