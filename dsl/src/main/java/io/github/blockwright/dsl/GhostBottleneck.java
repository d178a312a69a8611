package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of Ghost bottlenecks (Han et al., <i>GhostNet: More Features from Cheap Operations</i>, CVPR 2020, section 3.2
 * and Figure 3). A Ghost module makes half of its channels by a 1×1 convolution and the other half of these by a 3×3
 * depthwise convolution (section 3.1, s = 2, d = 3), and joins the two. Each of the {@link #count()} blocks is a Ghost module
 * to {@link #expandedChannels()} channels with the activation, a linear kernel×kernel depthwise convolution if the block has
 * a stride, the squeeze if there is one, and a linear Ghost module to {@link #filters()} channels; all convolutions have
 * batch normalisation. Then the shortcut is added. The first block has the stride, the others stride 1.
 *
 * <p>The shortcut is the input itself, or, where stride or channels change the shape, a linear kernel×kernel depthwise
 * convolution of it with the block's stride and a linear 1×1 convolution, both with batch normalisation.
 *
 * <p>Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)). Multiply-adds of one block with e
 * expanded channels: {@code (C + 9) · e / 2} at every input position, {@code (e + 9) · filters / 2} at every output
 * position, and there {@code kernel² · e} if the block has a stride and {@code (kernel² + filters) · C} where the shortcut is
 * not the input; plus those of the squeeze.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface GhostBottleneck {
    /**
     * {@return the channels of the wide part of every block, before the width multiplier; even, at least 2} The paper's
     * table has it as "#exp".
     */
    int expandedChannels();

    /** {@return output channels, before the width multiplier; even, at least 2} */
    int filters();

    /** {@return the stride of the first block; at least 1} Default 1. */
    int strides() default 1;

    /** {@return how many blocks the stage has; at least 1} Default 1. */
    int count() default 1;

    /**
     * {@return the side of the square depthwise kernel between the modules and in the shortcut, odd} Default 3. It matters
     * to blocks that have a stride or change the channels.
     */
    int kernel() default 3;

    /** {@return the activation behind the first module} Default {@link Activation#RELU}. */
    Activation activation() default Activation.RELU;

    /**
     * {@return the squeeze-and-excitation in front of the second module} Default none. GhostNet's is {@code
     * @Squeeze(divisor = 4)}.
     */
    Squeeze squeeze() default @Squeeze(ratio = 0);

    /**
     * {@return the probability of stochastic depth: in training, that a block is only its shortcut, drawn for every
     * image and block; the others are scaled by {@code 1 / (1 - dropPath)}} At least 0, below 1. Default 0. Huang et
     * al., <i>Deep Networks with Stochastic Depth</i>, ECCV 2016, section 3.
     */
    double dropPath() default 0;

    /** {@return whether the network's width multiplier applies to the row} Default true. */
    boolean scaled() default true;
}
