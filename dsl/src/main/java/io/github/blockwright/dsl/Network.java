package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a record as a network table. Its components, all of type {@code ai.djl.ndarray.NDArray}, are the rows; the
 * annotation processor checks them and generates {@code <Record>Block}, a DJL block, in the same package. An instance
 * of the record holds the network's activations, one per row: {@code block.endpoints(images).stage3()}. The block of a
 * nested record is {@code <Outer>_<Record>Block}; a record inside a method has none, because processors do not see it.
 *
 * <p>The same rows at other widths or for images of other sizes are {@link Variant}s of the record.
 *
 * <p>What is legal but unwise is a warning, which {@code @SuppressWarnings("blockwright")} silences on the record or on
 * one component; each warning also names a key of its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {
    /** {@return the images that the network sees} */
    Input input();

    /**
     * {@return the positive constant added to the variance in every batch normalisation} Default 1e-5, as PyTorch;
     * Keras uses 1e-3.
     */
    double batchNormEpsilon() default 1e-5;

    /**
     * {@return the weight of a new batch in the running statistics, PyTorch's convention: {@code running = (1 -
     * momentum) * running + momentum * batch}} More than 0 and at most 1. Default 0.1, as PyTorch; Keras writes the
     * same idea as {@code 1 - momentum}.
     */
    double batchNormMomentum() default 0.1;

    /** {@return how convolutions pad} Default {@link Padding#SYMMETRIC}, as PyTorch. */
    Padding padding() default Padding.SYMMETRIC;

    /**
     * {@return the width multiplier α (paper, section 4, "trade-off hyper parameters"): every convolutional row's
     * filters are multiplied by it and rounded by {@link #divisor()}, except a last 1×1 convolution in front of the
     * pooling, which only grows ({@code max(1, α)}), and rows with {@code scaled = false}, which stay as they are
     * written} Positive. Default 1. {@link Dense} units and {@link Apply} filters are never scaled.
     */
    double width() default 1.0;

    /**
     * {@return the number of which scaled filters are a multiple, rounded by never more than 10 % down} Default 8, as
     * published code does; at least 1. It has no effect where {@link #width()} is 1.
     */
    int divisor() default 8;

    /**
     * {@return what the last row answers} Default {@link Task#CLASSIFICATION}. It decides the loss, the probabilities and
     * the figures of an evaluation, and nothing about the weights.
     */
    Task task() default Task.CLASSIFICATION;
}
