package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of Fire modules, the rows of SqueezeNet (Iandola et al., <i>SqueezeNet: AlexNet-level accuracy with 50x fewer
 * parameters</i>, 2016, section 3.2 and Figure 1). Each of its {@link #count()} modules is a 1×1 convolution to {@link
 * #squeezed()} channels, then beside each other a 1×1 and a 3×3 convolution of these to half of the {@link #filters()} each,
 * whose outputs are joined. All convolutions have a bias, no batch normalisation, and the activation.
 *
 * <p>Input (N, C, H, W), output (N, filters, H, W). Multiply-adds of one module with s squeezed channels at every position:
 * {@code C · s + 5 · s · filters}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Fire {
    /** {@return channels between the convolutions, before the width multiplier; at least 1} The paper's s1×1. */
    int squeezed();

    /** {@return output channels, the paper's e1×1 + e3×3, before the width multiplier; even, at least 2} */
    int filters();

    /** {@return how many modules the stage has; at least 1} Default 1. */
    int count() default 1;

    /** {@return the activation behind every convolution} Default {@link Activation#RELU}. */
    Activation activation() default Activation.RELU;

    /** {@return whether the network's width multiplier applies to the row} Default true. */
    boolean scaled() default true;
}
