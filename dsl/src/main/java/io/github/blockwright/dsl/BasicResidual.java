package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of basic residuals (He et al., <i>Deep Residual Learning for Image Recognition</i>, CVPR 2016, section 3.3 and
 * Figure 5, left): the blocks of ResNet-18 and ResNet-34. Each of its {@link #count()} blocks is two kernel×kernel
 * convolutions to {@link #filters()} channels with batch normalisation, the first with the activation; then the shortcut is
 * added, and the activation follows. The first block has the stride, in its first convolution, the others stride 1.
 *
 * <p>The shortcut is the input itself, or, where stride or channels change the shape, a linear 1×1 convolution of it with
 * the block's stride and batch normalisation (He et al., section 3.3, option B).
 *
 * <p>Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)). Multiply-adds of one block at every
 * output position: {@code kernel² · C · filters + kernel² · filters²}, and {@code C · filters} where the shortcut is a
 * convolution.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface BasicResidual {
    /** {@return output channels of both convolutions, before the width multiplier; at least 1} */
    int filters();

    /** {@return the stride of the first block; at least 1} Default 1. */
    int strides() default 1;

    /** {@return how many blocks the stage has; at least 1} Default 1. */
    int count() default 1;

    /** {@return the side of both square kernels, odd} Default 3. */
    int kernel() default 3;

    /** {@return the activation behind the first convolution and behind the addition} Default {@link Activation#RELU}. */
    Activation activation() default Activation.RELU;

    /**
     * {@return the probability of stochastic depth: in training, that a block is only its shortcut, drawn for every
     * image and block; the others are scaled by {@code 1 / (1 - dropPath)}} At least 0, below 1. Default 0. Huang et
     * al., <i>Deep Networks with Stochastic Depth</i>, ECCV 2016, section 3.
     */
    double dropPath() default 0;

    /** {@return whether the network's width multiplier applies to the row} Default true. */
    boolean scaled() default true;
}
