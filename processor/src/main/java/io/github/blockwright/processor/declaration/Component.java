package io.github.blockwright.processor.declaration;

import io.github.blockwright.processor.spec.Row;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A record component.
 *
 * @param type as it is written, for messages
 * @param annotations the row annotations that it carries; a row has exactly one
 * @param row the row; empty where there is not one annotation, or where it cannot be read because of an error that the
 *     compiler reports itself, or that is told of the table that the row names
 * @param isUnfinished whether it has no row and no other processor can give it one: an attribute without a default is missing, or
 *     the table that it names has mistakes
 * @param suppressions what its {@code @SuppressWarnings} says
 */
public record Component(
        String name,
        Typing typing,
        String type,
        List<Class<? extends Annotation>> annotations,
        Optional<Row> row,
        boolean isUnfinished,
        Set<String> suppressions) {
    /** What the component's type is. */
    public enum Typing {
        ARRAY,
        OTHER,
        /** Not there, or not yet: another processor may generate it. */
        UNRESOLVED
    }

    /** Whether something in it does not resolve, so that another round may know more. */
    public boolean isUnresolved() {
        return typing == Typing.UNRESOLVED || isUnfinished || (annotations.size() == 1 && row.isEmpty());
    }
}
