package io.github.blockwright.processor.check;

import io.github.blockwright.dsl.Variant;
import io.github.blockwright.processor.spec.Row;
import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.util.Optional;

/**
 * Where in a type a problem lies.
 *
 * @param component a record component or a field; empty for the type itself
 * @param annotation one that it carries
 * @param attribute of the annotation; {@code input.height} is one of a nested annotation
 * @param occurrence which of the annotations, where it is repeated: 0 for the first
 */
public record Place(
        Optional<String> component,
        Optional<Class<? extends Annotation>> annotation,
        Optional<String> attribute,
        int occurrence) {
    /** The type. */
    public static Place type() {
        return new Place(Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    /** A component or field. */
    public static Place component(String name) {
        return new Place(Optional.of(name), Optional.empty(), Optional.empty(), 0);
    }

    /** An attribute of a row. */
    public static Place row(Row row, String attribute) {
        return row(row).attribute(attribute);
    }

    /** A row's annotation. */
    public static Place row(Row row) {
        return component(row.name()).annotation(row.annotation());
    }

    /** An annotation here. */
    public Place annotation(Class<? extends Annotation> annotation) {
        return new Place(component, Optional.of(annotation), Optional.empty(), 0);
    }

    /** A variant of the type, counted from 0. */
    public static Place variant(int number) {
        return new Place(Optional.empty(), Optional.of(Variant.class), Optional.empty(), number);
    }

    /** Whether there may be several of the annotation. */
    public boolean isRepeatable() {
        return annotation
                .filter(type -> type.isAnnotationPresent(Repeatable.class))
                .isPresent();
    }

    /** An attribute of the annotation here, or of the one that is its attribute here. */
    public Place attribute(String name) {
        String path = attribute.map(outer -> outer + "." + name).orElse(name);
        return new Place(component, annotation, Optional.of(path), occurrence);
    }
}
