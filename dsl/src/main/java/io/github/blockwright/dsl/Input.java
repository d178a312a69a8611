package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The images that a network sees: their size in pixels, their channels, and how a pixel value in 0..255 becomes the
 * network's input. Training, evaluation and prediction all read it from here.
 *
 * <p>A pixel value {@code v} of channel {@code c} becomes {@code (v * scale - mean[c]) / standardDeviation[c]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Input {
    /** {@return the height in pixels, at least 1} */
    int height();

    /** {@return the width in pixels, at least 1} */
    int width();

    /** {@return channels, at least 1: 3 for RGB (the default), 1 for grey} */
    int channels() default 3;

    /**
     * {@return a named preprocessing} Default {@link Preprocessing#MINUS_ONE_TO_ONE}, as Keras's MobileNetV2. With
     * {@link Preprocessing#CUSTOM} the three attributes below say it, and only then may they be set.
     */
    Preprocessing preprocessing() default Preprocessing.MINUS_ONE_TO_ONE;

    /** {@return the positive factor for a pixel value} Default 1/255. Only with {@link Preprocessing#CUSTOM}. */
    double scale() default 1.0 / 255.0;

    /**
     * {@return what is subtracted after scaling, one value per channel, or none for zeros} Only with {@link
     * Preprocessing#CUSTOM}.
     */
    double[] mean() default {};

    /**
     * {@return the divisors at the end, one positive value per channel, or none for ones} Only with {@link
     * Preprocessing#CUSTOM}.
     */
    double[] standardDeviation() default {};
}
