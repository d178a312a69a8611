package io.github.blockwright.processor.read;

import io.github.blockwright.dsl.Budget;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Variant;
import io.github.blockwright.dsl.Variants;
import io.github.blockwright.processor.declaration.Placement;
import io.github.blockwright.processor.declaration.Placement.RowField;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Finds the annotations of the table language on a type and its fields. */
public final class PlacementReader {
    private PlacementReader() {}

    /** Reads a type. */
    public static Placement read(TypeElement type) {
        Set<String> components = new HashSet<>();
        for (RecordComponentElement component : Mirrors.components(type)) {
            components.add(component.getSimpleName().toString());
        }
        return new Placement(
                Mirrors.find(type, Network.class).isPresent(),
                type.getKind() == ElementKind.RECORD,
                Mirrors.find(type, Budget.class).isPresent(),
                !Mirrors.repeated(type, Variant.class, Variants.class).isEmpty(),
                rows(type, components));
    }

    private static List<RowField> rows(TypeElement type, Set<String> components) {
        List<RowField> rows = new ArrayList<>();
        for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            String name = field.getSimpleName().toString();
            for (Class<? extends Annotation> annotation : Mirrors.among(RowReader.ANNOTATIONS, field)) {
                rows.add(new RowField(name, components.contains(name), annotation));
            }
        }
        return rows;
    }
}
