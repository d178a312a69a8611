package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage of classic residuals, wide, narrow, wide (He et al., <i>Deep Residual Learning for Image Recognition</i>, CVPR
 * 2016, section 4.1 and Figure 5, right). Each of its {@link #count()} blocks is a 1×1 convolution to {@link
 * #bottleneck()} channels, a kernel×kernel convolution, both with the activation, and a linear 1×1 convolution to {@link
 * #filters()} channels, all with batch normalisation; then the shortcut is added, and the activation follows. The first
 * block has the stride, in its kernel×kernel convolution as torchvision has it, the others stride 1. A block of two
 * kernel×kernel convolutions is a {@link BasicResidual}.
 *
 * <p>The shortcut is the input itself, or, where stride or channels change the shape, a linear 1×1 convolution of it with
 * the block's stride and batch normalisation (He et al., section 3.3, option B).
 *
 * <p>Input (N, C, H, W), output (N, filters, ceil(H / strides), ceil(W / strides)). Multiply-adds of one block with b
 * bottleneck channels: {@code C · b} at every input position, {@code kernel² · b / groups · b + b · filters} at every
 * output position, and {@code C · filters} there where the shortcut is a convolution, plus those of the squeeze.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Residual {
    /** {@return output channels, before the width multiplier; at least 1} */
    int filters();

    /**
     * {@return channels of the narrow part, before the width multiplier; at least 1} A ResNet has a quarter of the
     * filters.
     */
    int bottleneck();

    /** {@return the stride of the first block; at least 1} Default 1. */
    int strides() default 1;

    /** {@return how many blocks the stage has; at least 1} Default 1. */
    int count() default 1;

    /** {@return the side of the square kernel between the 1×1 convolutions, odd} Default 3. */
    int kernel() default 3;

    /**
     * {@return groups of the kernel×kernel convolution (Xie et al., <i>Aggregated Residual Transformations</i>, CVPR
     * 2017, section 3); must divide the bottleneck} Default 1. Groups equal to the bottleneck make it depthwise, and
     * the width multiplier keeps it so.
     */
    int groups() default 1;

    /**
     * {@return the activation behind the first two convolutions and behind the addition} Default {@link
     * Activation#RELU}.
     */
    Activation activation() default Activation.RELU;

    /**
     * {@return the squeeze-and-excitation behind the kernel×kernel convolution} Default none. RegNetY's is {@code
     * @Squeeze(ofInput = true, divisor = 1, gate = Activation.SIGMOID)} (Radosavovic et al., <i>Designing Network Design
     * Spaces</i>, CVPR 2020, section 5).
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
