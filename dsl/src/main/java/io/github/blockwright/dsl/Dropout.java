package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * In training, sets each value to zero with the given probability and scales the others by {@code 1 / (1 - value)}; in
 * inference it changes nothing. The shape stays.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Dropout {
    /** {@return the probability of being dropped, at least 0 and below 1} */
    double value();
}
