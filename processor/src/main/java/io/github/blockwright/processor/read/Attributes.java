package io.github.blockwright.processor.read;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The attributes of one annotation, defaults included. Reading one that is not valid Java throws an {@link
 * UnreadableException}, and one that the annotation does not declare an {@link IllegalArgumentException}.
 */
final class Attributes {
    private final Elements elements;
    private final AnnotationMirror annotation;
    private final Map<String, AnnotationValue> values;
    private final Set<String> read = new HashSet<>();

    Attributes(Elements elements, AnnotationMirror annotation) {
        this.elements = elements;
        this.annotation = annotation;
        this.values = byName(elements.getElementValuesWithDefaults(annotation));
    }

    /** Whether the user wrote it. */
    boolean isWritten(String name) {
        requireDeclared(name);
        for (ExecutableElement method : annotation.getElementValues().keySet()) {
            if (method.getSimpleName().contentEquals(name)) {
                return true;
            }
        }
        return false;
    }

    int integer(String name) {
        return value(name, Integer.class);
    }

    long longInteger(String name) {
        return value(name, Long.class);
    }

    double number(String name) {
        return value(name, Double.class);
    }

    boolean flag(String name) {
        return value(name, Boolean.class);
    }

    /** The compiler has this text for a constant that it does not know, or that another processor is yet to generate. */
    String string(String name) {
        String text = value(name, String.class);
        if (text.equals("<error>")) {
            throw new UnreadableException(name);
        }
        return text;
    }

    /** A string that is empty where the user writes nothing. */
    Optional<String> word(String name) {
        String text = string(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    TypeMirror type(String name) {
        return value(name, TypeMirror.class);
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String constant = value(name, VariableElement.class).getSimpleName().toString();
        return Enum.valueOf(type, constant);
    }

    List<Double> numbers(String name) {
        return list(name, Double.class);
    }

    List<String> strings(String name) {
        return list(name, String.class);
    }

    Attributes nested(String name, Class<? extends Annotation> type) {
        AnnotationMirror nested = value(name, AnnotationMirror.class);
        if (!Mirrors.is(nested, type)) {
            throw new UnreadableException(name);
        }
        return new Attributes(elements, nested);
    }

    /**
     * Makes sure that nothing which the user can write is without effect.
     *
     * @throws IllegalArgumentException if the annotation has an attribute that was not read
     */
    void requireAllRead() {
        for (String name : values.keySet()) {
            if (!read.contains(name)) {
                throw new IllegalArgumentException("Nothing reads " + name + " of " + annotation);
            }
        }
    }

    private void requireDeclared(String name) {
        // What has no default, and no value because of a mistake, is declared all the same.
        if (!values.containsKey(name)
                && ElementFilter.methodsIn(
                                annotation.getAnnotationType().asElement().getEnclosedElements())
                        .stream()
                        .noneMatch(method -> method.getSimpleName().contentEquals(name))) {
            throw new IllegalArgumentException(annotation + " has no attribute " + name);
        }
    }

    private <T> List<T> list(String name, Class<T> type) {
        return ((List<?>) value(name, List.class))
                .stream()
                        .map(item -> cast(name, ((AnnotationValue) item).getValue(), type))
                        .toList();
    }

    private <T> T value(String name, Class<T> type) {
        requireDeclared(name);
        read.add(name);
        AnnotationValue value = values.get(name);
        if (value == null) {
            throw UnreadableException.forGood(name);
        }
        return cast(name, value.getValue(), type);
    }

    private static <T> T cast(String name, Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new UnreadableException(name);
        }
        return type.cast(value);
    }

    private static Map<String, AnnotationValue> byName(
            Map<? extends ExecutableElement, ? extends AnnotationValue> values) {
        Map<String, AnnotationValue> named = new HashMap<>();
        values.forEach((method, value) -> named.put(method.getSimpleName().toString(), value));
        return named;
    }
}
