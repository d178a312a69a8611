package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A block class of your own: public, a subtype of {@code ai.djl.nn.Block}, with a public constructor without arguments.
 * It takes one array and gives one. On a feature map (N, C, H, W) its output must be (N, filters, ceil(H / strides),
 * ceil(W / strides)), on a vector (N, C) it must be (N, filters); this and the parameter count are checked when the
 * network is initialised.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Apply {
    /** {@return the block class} */
    Class<?> value();

    /** {@return its output channels or features, at least 1; never scaled by the width multiplier} */
    int filters();

    /** {@return the divisor of height and width; at least 1, and 1 on a vector} Default 1. */
    int strides() default 1;

    /** {@return its trainable parameters, for the summary and the budget; at least 0} Default 0. */
    long parameters() default 0;

    /** {@return its multiply-adds for one image, for the summary and the budget; at least 0} Default 0. */
    long multiplyAdds() default 0;
}
