package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer with a bias: input (N, C), output (N, units). A dense row with {@link Activation#LINEAR}
 * activation is the output of the network (its logits), so no row may follow it.
 *
 * <p>Parameters: {@code C · units + units}. Multiply-adds: {@code C · units}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Dense {
    /** {@return output features; for a classifier, the number of classes} At least 1. */
    int units();

    /** {@return the activation} Default {@link Activation#LINEAR}. */
    Activation activation() default Activation.LINEAR;
}
