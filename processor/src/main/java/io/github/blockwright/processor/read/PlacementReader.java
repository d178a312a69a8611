package io.github.blockwright.processor.read;

import io.github.blockwright.dsl.Budget;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Variant;
import io.github.blockwright.processor.declaration.Placement;
import io.github.blockwright.processor.declaration.Placement.RowField;
import io.github.blockwright.processor.declaration.RowAnnotations;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Finds the annotations of the table language on a type and its fields. */
public final class PlacementReader {
    private PlacementReader() {}

    /** Reads a type. */
    public static Placement read(TypeElement type) {
        Set<String> components = type.getRecordComponents().stream()
                .map(component -> component.getSimpleName().toString())
                .collect(Collectors.toSet());
        return new Placement(
                Mirrors.find(type, Network.class).isPresent(),
                type.getKind() == ElementKind.RECORD,
                Mirrors.find(type, Budget.class).isPresent(),
                !Mirrors.repeated(type, Variant.class).isEmpty(),
                ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                        .flatMap(field -> rows(field, components).stream())
                        .toList());
    }

    private static List<RowField> rows(VariableElement field, Set<String> components) {
        String name = field.getSimpleName().toString();
        return Mirrors.among(RowAnnotations.ALL, field).stream()
                .map(annotation -> new RowField(name, components.contains(name), annotation))
                .toList();
    }
}
