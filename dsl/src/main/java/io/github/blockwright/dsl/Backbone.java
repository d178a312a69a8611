package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The network of another table, up to one of its rows, as the first row of this one, for transfer learning: images (N,
 * C, H, W) in, the activation of that row out. The other record carries {@link Network} too, and is in the same
 * compilation or already compiled.
 *
 * <p>The backbone keeps its own batch normalisation, padding and width; those of this table apply to its own rows. The
 * images must have the channels and the preprocessing that the backbone has; their size may differ where no weight
 * depends on it. Parameters, statistics and multiply-adds are the sums over the backbone's rows at this table's input
 * size.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Backbone {
    /** {@return the record of the other table} */
    Class<?> value();

    /** {@return the {@link Variant#name()} of the variant of that record} Default: the record's own network. */
    String variant() default "";

    /** {@return the component of that record whose activation this row is; the rows after it are left out} */
    String through();

    /**
     * {@return the component of that record, at or before {@link #through()}, from which on the backbone learns in
     * fine-tuning} The rows before it are frozen from the start, batch normalisation statistics too. Default: the whole
     * backbone learns.
     */
    String trainableFrom() default "";
}
