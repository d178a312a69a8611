package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of inverted residuals with linear bottlenecks (paper, section 3.3, Table 1 and the rows {@code bottleneck} of
 * Table 2). Each of its {@link #count()} blocks is a 1×1 expansion to {@code expansion · C} channels (none where the
 * expansion is 1), a kernel×kernel depthwise convolution, both with the activation, and a linear 1×1 projection to
 * {@link #filters()} channels; all three with batch normalisation. The first block has the stride, the others stride 1.
 * A block adds its input to its output where the stride is 1 and both have the same channels.
 *
 * <p>Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)). Multiply-adds of one block at h×w
 * output positions and stride 1: {@code h · w · e · C · (C + kernel² + filters)} (paper, section 3.3).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface InvertedResidual {
    /** The expansion factor t of the paper; at least 1. Default 6 (paper, section 4). */
    int expansion() default 6;

    /** Output channels c of the paper, before the width multiplier; at least 1. */
    int filters();

    /** Stride s of the first block; at least 1. Default 1. */
    int strides() default 1;

    /** How many blocks the stage has: n of the paper; at least 1. Default 1. */
    int count() default 1;

    /** Side of the square depthwise kernel, odd. Default 3. */
    int kernel() default 3;

    /** Behind the expansion and the depthwise convolution. Default {@link Activation#RELU6}. */
    Activation activation() default Activation.RELU6;
}
