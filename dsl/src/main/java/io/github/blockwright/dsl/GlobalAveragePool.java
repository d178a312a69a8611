package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean over all positions: input (N, C, H, W), output (N, C), or (N, C, 1, 1) as a map. Paper, Table 2: the row {@code
 * avgpool}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface GlobalAveragePool {
    /**
     * {@return whether the output is a map of one position, which a convolution may follow as in MobileNetV4} Default false:
     * a vector.
     */
    boolean asMap() default false;
}
