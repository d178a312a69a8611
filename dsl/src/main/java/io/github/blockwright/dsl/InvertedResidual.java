package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of inverted residuals with linear bottlenecks (paper, section 3.3, Table 1 and the rows {@code bottleneck} of
 * Table 2; with squeeze-and-excitation the block of MobileNetV3, Howard et al. 2019, Figure 4). Each of its {@link
 * #count()} blocks is a 1×1 expansion to e channels (none where e is the number of input channels), a kernel×kernel
 * depthwise convolution, both with the activation, the squeeze if there is one, and a 1×1 projection to {@link
 * #filters()} channels; all convolutions with batch normalisation. The first block has the stride, the others stride 1.
 * Where the stride is 1 and input and output have the same channels, a block has a {@link #shortcut()}.
 *
 * <p>Exactly one of {@link #expansion()} and {@link #expandedChannels()} says e.
 *
 * <p>Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)). Multiply-adds of one block at h×w
 * output positions and stride 1: {@code h · w · e · (C + kernel² + filters)} (paper, section 3.3), plus those of the
 * squeeze.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface InvertedResidual {
    /**
     * {@return the expansion factor t of the paper: e is t times the input channels of a block} At least 1, where 1
     * means no expansion; the paper has 6 (section 4). Without it, {@link #expandedChannels()} says e.
     */
    int expansion() default 0;

    /**
     * {@return the number e itself, instead of a factor, for every block of the stage, before the width multiplier; at
     * least 1} The tables of MobileNetV3 have it as "exp size" (Howard et al. 2019, Tables 1 and 2).
     */
    int expandedChannels() default 0;

    /** {@return output channels c of the paper, before the width multiplier; at least 1} */
    int filters();

    /** {@return the stride s of the first block; at least 1} Default 1. */
    int strides() default 1;

    /** {@return how many blocks the stage has: n of the paper; at least 1} Default 1. */
    int count() default 1;

    /** {@return the side of the square depthwise kernel, odd} Default 3. */
    int kernel() default 3;

    /** {@return the activation behind the expansion and the depthwise convolution} Default {@link Activation#RELU6}. */
    Activation activation() default Activation.RELU6;

    /**
     * {@return the activation behind the projection, before the shortcut is added} Default {@link Activation#LINEAR}:
     * the linear bottleneck (paper, section 3.2). Anything else is the paper's ablation (section 6.4, Figure 6a).
     */
    Activation projectionActivation() default Activation.LINEAR;

    /** {@return the squeeze-and-excitation behind the depthwise convolution} Default none. */
    Squeeze squeeze() default @Squeeze(ratio = 0);

    /** {@return what a block adds to what} Default {@link Shortcut#BOTTLENECK}, the paper's (section 3.3). */
    Shortcut shortcut() default Shortcut.BOTTLENECK;

    /**
     * {@return the probability of stochastic depth: in training, that a block with a shortcut is only its shortcut,
     * drawn for every image and block; the others are scaled by {@code 1 / (1 - dropPath)}} At least 0, below 1.
     * Default 0. Huang et al., <i>Deep Networks with Stochastic Depth</i>, ECCV 2016, section 3.
     */
    double dropPath() default 0;

    /** {@return whether the network's width multiplier applies to the row} Default true. */
    boolean scaled() default true;
}
