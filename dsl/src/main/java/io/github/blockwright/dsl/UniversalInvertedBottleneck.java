package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of universal inverted bottlenecks, the rows of MobileNetV4 (Qin et al., <i>MobileNetV4: Universal Models for the
 * Mobile Ecosystem</i>, ECCV 2024, section 4 and Figure 4): an {@link InvertedResidual} with a depthwise convolution in
 * front of the expansion, behind it, in both places or in none. Each of its {@link #count()} blocks is a linear
 * startKernel×startKernel depthwise convolution if {@link #startKernel()} is not 0, a 1×1 expansion to e channels, a
 * kernel×kernel depthwise convolution if {@link #kernel()} is not 0, both with the activation, the squeeze if there is one,
 * and a linear 1×1 projection to {@link #filters()} channels; all convolutions with batch normalisation. A block expands
 * even where e is the number of its input channels.
 *
 * <p>The first block has the stride, the others stride 1: in the depthwise convolution behind the expansion, or in the one
 * in front of it where there is no other. Where the stride is 1 and input and output have the same channels, the input is
 * added to the output.
 *
 * <table>
 * <caption>The paper's four kinds of block (Figure 4)</caption>
 * <tr><th>block</th><th>startKernel</th><th>kernel</th></tr>
 * <tr><td>extra depthwise</td><td>3 or 5</td><td>3 or 5</td></tr>
 * <tr><td>inverted bottleneck</td><td>0</td><td>3 or 5</td></tr>
 * <tr><td>ConvNext-like</td><td>3 or 5</td><td>0</td></tr>
 * <tr><td>feed-forward network</td><td>0</td><td>0</td></tr>
 * </table>
 *
 * <p>Exactly one of {@link #expansion()} and {@link #expandedChannels()} says e.
 *
 * <p>Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)). Multiply-adds of one block at h×w
 * output positions and stride 1: {@code h · w · (C · (startKernel² + e) + e · (kernel² + filters))}, plus those of the
 * squeeze.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface UniversalInvertedBottleneck {
    /**
     * {@return the expansion factor: e is so many times the input channels of a block} At least 1. Without it, {@link
     * #expandedChannels()} says e.
     */
    int expansion() default 0;

    /**
     * {@return the number e itself, instead of a factor, for every block of the stage, before the width multiplier; at
     * least 1} The tables of MobileNetV4 have it as "expanded dim".
     */
    int expandedChannels() default 0;

    /** {@return output channels, before the width multiplier; at least 1} */
    int filters();

    /** {@return the stride of the first block; at least 1, and 1 without any depthwise convolution} Default 1. */
    int strides() default 1;

    /** {@return how many blocks the stage has; at least 1} Default 1. */
    int count() default 1;

    /** {@return the side of the square depthwise kernel in front of the expansion, odd, or 0 for none} Default 0. */
    int startKernel() default 0;

    /** {@return the side of the square depthwise kernel behind the expansion, odd, or 0 for none} Default 3. */
    int kernel() default 3;

    /**
     * {@return the activation behind the expansion and the depthwise convolution that follows it} Default {@link
     * Activation#RELU}, MobileNetV4's.
     */
    Activation activation() default Activation.RELU;

    /** {@return the squeeze-and-excitation in front of the projection} Default none, as in MobileNetV4. */
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
