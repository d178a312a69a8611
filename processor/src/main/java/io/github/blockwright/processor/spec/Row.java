package io.github.blockwright.processor.spec;

import java.lang.annotation.Annotation;

/**
 * A row of the table.
 *
 * @param name the record component
 * @param annotation the row annotation that declares it
 */
public record Row(String name, Class<? extends Annotation> annotation, Operator operator) {}
