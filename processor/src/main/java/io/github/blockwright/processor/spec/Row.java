package io.github.blockwright.processor.spec;

import java.lang.annotation.Annotation;

/**
 * A row of the table.
 *
 * @param name the record component
 * @param annotation the row annotation that declares it
 */
public record Row(String name, Class<? extends Annotation> annotation, Operator operator) {
    /** What the attributes of its annotation are where the user writes nothing. */
    public Defaults defaults() {
        return Defaults.of(annotation);
    }

    /** What the row does, in a few words. */
    public String label() {
        return operator.label(defaults());
    }
}
