package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of units of ShuffleNetV2 (Ma et al., <i>ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture
 * Design</i>, ECCV 2018, section 3.2 and Figure 3, c and d). Each of its {@link #count()} units has two halves of {@code
 * filters / 2} channels, which are joined and whose channels then take turns (the channel shuffle, of two groups). The
 * second half is a 1×1 convolution with the activation, a linear kernel×kernel depthwise convolution and a 1×1 convolution
 * with the activation, all with batch normalisation.
 *
 * <p>A unit that keeps the shape splits its input: the first half of the channels stays as it is, the second goes through
 * the three convolutions. The first unit of a stage, where it changes the shape, does not split: the second half sees all
 * channels, and so does the first, through a linear kernel×kernel depthwise convolution and a 1×1 convolution with the
 * activation. It has the stride, in both depthwise convolutions.
 *
 * <p>Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)). Multiply-adds of a unit that keeps
 * the shape, with {@code f = filters / 2}, at every position: {@code 2 · f² + kernel² · f}; of one that changes it: {@code C
 * · f} at every input position, {@code kernel² · (C + f) + C · f + f²} at every output position.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface ShuffleUnit {
    /** {@return output channels, half of them from each half, before the width multiplier; even, at least 2} */
    int filters();

    /** {@return the stride of the first unit; at least 1} Default 1. */
    int strides() default 1;

    /** {@return how many units the stage has; at least 1} Default 1. */
    int count() default 1;

    /** {@return the side of the square depthwise kernels, odd} Default 3. */
    int kernel() default 3;

    /** {@return the activation behind the 1×1 convolutions} Default {@link Activation#RELU}. */
    Activation activation() default Activation.RELU;

    /** {@return whether the network's width multiplier applies to the row} Default true. */
    boolean scaled() default true;
}
