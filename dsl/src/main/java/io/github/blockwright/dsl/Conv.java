package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution, batch normalisation and activation (paper, Table 2: the rows {@code conv2d}). Input (N, C, H, W), output (N,
 * filters, ceil(H / strides), ceil(W / strides)), or where it is not padded, (H - kernel) / strides + 1 and (W - kernel) /
 * strides + 1, rounded down.
 *
 * <p>Parameters: {@code kernel² · C / groups · filters}, plus {@code 2 · filters} for batch normalisation or {@code
 * filters} biases without it. Multiply-adds: {@code kernel² · C / groups · filters} for every output position.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Conv {
    /** {@return output channels, before the width multiplier; at least 1} */
    int filters();

    /** {@return the side of the square kernel, odd} Default 1: a pointwise convolution. */
    int kernel() default 1;

    /** {@return the step between output positions in both directions; at least 1} Default 1. */
    int strides() default 1;

    /**
     * {@return groups that do not see each other; must divide the input channels and the filters} Default 1. Groups
     * equal to the filters make a depthwise convolution, and the width multiplier keeps it one.
     */
    int groups() default 1;

    /**
     * {@return whether the map is padded with zeros, as the network's {@link Network#padding} says; without, windows lie
     * within the map, so the kernel is no larger than it} Default true.
     */
    boolean padded() default true;

    /**
     * {@return the activation} Default {@link Activation#RELU6}, as everywhere in the paper but behind a bottleneck.
     */
    Activation activation() default Activation.RELU6;

    /** {@return whether batch normalisation follows; without it the convolution has a bias} Default true. */
    boolean batchNorm() default true;

    /** {@return whether the network's width multiplier applies to the row} Default true. */
    boolean scaled() default true;
}
