package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The maximum over kernel×kernel windows, without padding: input (N, C, H, W), output (N, C, (H - kernel) / strides + 1,
 * (W - kernel) / strides + 1), rounded down.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface MaxPool {
    /** {@return the side of the square window in pixels; at least 1 and no larger than the map} Default 2. */
    int kernel() default 2;

    /** {@return the step between windows; at least 1} Default 2. */
    int strides() default 2;
}
