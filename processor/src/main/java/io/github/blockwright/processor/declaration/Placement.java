package io.github.blockwright.processor.declaration;

import java.lang.annotation.Annotation;
import java.util.List;

/**
 * Where a type carries annotations of the table language, whether it should or not.
 *
 * @param isNetwork whether it carries {@code @Network}
 * @param isRecord whether it is a record
 * @param hasBudget whether it carries {@code @Budget}
 * @param hasVariant whether it carries a {@code @Variant}
 * @param rows its fields with row annotations, those of record components among them
 */
public record Placement(
        boolean isNetwork, boolean isRecord, boolean hasBudget, boolean hasVariant, List<RowField> rows) {
    /** A field with a row annotation. */
    public record RowField(String name, boolean isComponent, Class<? extends Annotation> annotation) {}
}
