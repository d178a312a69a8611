package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Squeeze-and-excitation (Hu et al., CVPR 2018, section 3): the mean of every channel, a 1×1 convolution to s channels, an
 * activation, a 1×1 convolution back, and a gate that scales the channels by the result. Both convolutions have biases
 * and no batch normalisation. The shape stays.
 *
 * <p>{@code @Squeeze} alone is MobileNetV3's: a quarter of the expanded channels, rounded to a multiple of 8, and a hard
 * sigmoid (Howard et al. 2019, sections 5.2 and 5.3). MnasNet's is {@code @Squeeze(ofInput = true, divisor = 1, gate =
 * Activation.SIGMOID)}, EfficientNet's the same with {@code activation = Activation.SILU}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Squeeze {
    /**
     * {@return the share of the channels that s is, before rounding; at most 1} Default 0.25. 0 means no squeeze at
     * all.
     */
    double ratio() default 0.25;

    /**
     * {@return whether the share is of the channels that the block has as input, instead of those that are scaled} Default
     * false.
     */
    boolean ofInput() default false;

    /** {@return the number of which s is a multiple, rounded by never more than 10 % down; at least 1} Default 8. */
    int divisor() default 8;

    /** {@return the activation between the two convolutions} Default {@link Activation#RELU}. */
    Activation activation() default Activation.RELU;

    /** {@return what makes factors of the second convolution's output} Default {@link Activation#HARD_SIGMOID}. */
    Activation gate() default Activation.HARD_SIGMOID;
}
