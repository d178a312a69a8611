package io.github.blockwright.processor.spec;

import java.lang.annotation.Annotation;
import java.util.Optional;

/**
 * What the attributes of a row annotation are where the user writes nothing. The annotation alone says it.
 *
 * @param annotation empty where nothing counts as a default
 */
public record Defaults(Optional<Class<? extends Annotation>> annotation) {
    /** Those of an annotation. */
    static Defaults of(Class<? extends Annotation> annotation) {
        return new Defaults(Optional.of(annotation));
    }

    /** No defaults, so that everything is said. */
    public static Defaults none() {
        return new Defaults(Optional.empty());
    }

    /**
     * Whether a value is the attribute's default.
     *
     * @throws IllegalArgumentException if the annotation has no such attribute
     */
    public boolean isDefault(String attribute, Object value) {
        return annotation.isPresent() && value.equals(of(annotation.get(), attribute));
    }

    private static Object of(Class<? extends Annotation> annotation, String attribute) {
        try {
            return annotation.getDeclaredMethod(attribute).getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(annotation + " has no attribute " + attribute, e);
        }
    }
}
