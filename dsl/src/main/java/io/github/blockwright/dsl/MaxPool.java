package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The maximum over kernel×kernel windows: input (N, C, H, W), output (N, C, (H + 2 p - kernel) / strides + 1, (W + 2 p -
 * kernel) / strides + 1), rounded down, where p is 0, or (kernel - 1) / 2 if the map is {@link #padded()}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface MaxPool {
    /** {@return the side of the square window in pixels; at least 1 and no larger than the map} Default 2. */
    int kernel() default 2;

    /** {@return the step between windows; at least 1} Default 2. */
    int strides() default 2;

    /**
     * {@return whether windows reach (kernel - 1) / 2 positions beyond the map on each side, where there is no value to be
     * the maximum} Default false. A ResNet has true.
     */
    boolean padded() default false;
}
