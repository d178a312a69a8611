package io.github.blockwright.runtime.blocks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the class that was generated for a table, in the class file too: Java's own {@code @Generated} is gone there, and
 * tools that measure coverage, such as JaCoCo, leave out what carries an annotation with "Generated" in its name.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface GeneratedBlock {}
