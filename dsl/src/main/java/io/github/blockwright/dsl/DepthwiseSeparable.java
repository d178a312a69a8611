package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of depthwise-separable convolutions (Howard et al., <i>MobileNets</i>, 2017, arXiv:1704.04861, section 3.1 and
 * Table 1). Each of its {@link #count()} blocks is a kernel×kernel depthwise and a 1×1 convolution to {@link #filters()}
 * channels, both with batch normalisation and the activation, without a shortcut. The first block has the stride, the
 * others stride 1.
 *
 * <p>Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)). Parameters of one block: {@code
 * kernel² · C + 2 · C + C · filters + 2 · filters}. Multiply-adds of one block: {@code C · (kernel² + filters)} at every
 * output position.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface DepthwiseSeparable {
    /** {@return output channels, before the width multiplier; at least 1} */
    int filters();

    /** {@return the stride of the first block; at least 1} Default 1. */
    int strides() default 1;

    /** {@return how many blocks the stage has; at least 1} Default 1. */
    int count() default 1;

    /** {@return the side of the square depthwise kernel, odd} Default 3. */
    int kernel() default 3;

    /**
     * {@return the activation behind both convolutions} Default {@link Activation#RELU6}, as published MobileNetV1 has
     * it.
     */
    Activation activation() default Activation.RELU6;

    /** {@return whether the network's width multiplier applies to the row} Default true. */
    boolean scaled() default true;
}
