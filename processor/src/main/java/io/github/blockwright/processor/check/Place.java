package io.github.blockwright.processor.check;

import io.github.blockwright.processor.spec.Row;
import java.lang.annotation.Annotation;
import java.util.Optional;

/**
 * Where in a type a problem lies.
 *
 * @param component a record component or a field; empty for the type itself
 * @param annotation one that it carries
 * @param attribute of the annotation; {@code input.height} is one of a nested annotation
 */
public record Place(
        Optional<String> component, Optional<Class<? extends Annotation>> annotation, Optional<String> attribute) {
    /** The type. */
    public static Place type() {
        return new Place(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A component or field. */
    public static Place component(String name) {
        return new Place(Optional.of(name), Optional.empty(), Optional.empty());
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
        return new Place(component, Optional.of(annotation), Optional.empty());
    }

    /** An attribute of the annotation here. */
    public Place attribute(String attribute) {
        return new Place(component, annotation, Optional.of(attribute));
    }
}
