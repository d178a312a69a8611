package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of fused inverted residuals, the rows {@code Fused-MBConv} of EfficientNetV2 (Tan and Le, <i>EfficientNetV2:
 * Smaller Models and Faster Training</i>, ICML 2021, section 3.2, Figure 2 and Table 4). Each of its {@link #count()}
 * blocks is an {@link InvertedResidual} whose expansion and depthwise convolution are one: a kernel×kernel convolution to
 * e channels with the activation, the squeeze if there is one, and a linear 1×1 projection to {@link #filters()} channels;
 * both convolutions with batch normalisation. Where e is the number of input channels, a block has no projection: it is the
 * kernel×kernel convolution to {@link #filters()} channels with the activation, and the squeeze. The first block has the
 * stride, the others stride 1. Where the stride is 1 and input and output have the same channels, the input is added to the
 * output.
 *
 * <p>Exactly one of {@link #expansion()} and {@link #expandedChannels()} says e.
 *
 * <p>Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)). Multiply-adds of one block at every
 * output position: {@code kernel² · C · e + e · filters}, or {@code kernel² · C · filters} without a projection, plus those
 * of the squeeze.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface FusedInvertedResidual {
    /**
     * {@return the expansion factor: e is so many times the input channels of a block} At least 1, where 1 means no
     * projection. Without it, {@link #expandedChannels()} says e.
     */
    int expansion() default 0;

    /**
     * {@return the number e itself, instead of a factor, for every block of the stage, before the width multiplier; at
     * least 1}
     */
    int expandedChannels() default 0;

    /** {@return output channels, before the width multiplier; at least 1} */
    int filters();

    /** {@return the stride of the first block; at least 1} Default 1. */
    int strides() default 1;

    /** {@return how many blocks the stage has; at least 1} Default 1. */
    int count() default 1;

    /** {@return the side of the square kernel, odd} Default 3. */
    int kernel() default 3;

    /** {@return the activation behind the kernel×kernel convolution} Default {@link Activation#SILU}, EfficientNetV2's. */
    Activation activation() default Activation.SILU;

    /**
     * {@return the squeeze-and-excitation behind the kernel×kernel convolution, of as many channels as that has} Default
     * none, as in EfficientNetV2.
     */
    Squeeze squeeze() default @Squeeze(ratio = 0);

    /**
     * {@return the probability of stochastic depth: in training, that a block with a shortcut is only its shortcut,
     * drawn for every image and block; the others are scaled by {@code 1 / (1 - dropPath)}} At least 0, below 1.
     * Default 0. Huang et al., <i>Deep Networks with Stochastic Depth</i>, ECCV 2016, section 3.
     */
    double dropPath() default 0;

    /** {@return whether the network's width multiplier applies to the row} Default true. */
    boolean scaled() default true;
}
