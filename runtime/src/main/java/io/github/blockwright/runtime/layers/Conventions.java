package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Padding;

/**
 * What all layers of a network share.
 *
 * @param batchNormEpsilon added to the variance
 * @param batchNormMomentum the weight of a new batch in the running statistics, as PyTorch counts it
 * @param padding how convolutions pad
 */
public record Conventions(float batchNormEpsilon, float batchNormMomentum, Padding padding) {
    /** PyTorch's: epsilon 1e-5, momentum 0.1, symmetric padding. */
    public static final Conventions PYTORCH = new Conventions(1e-5f, 0.1f, Padding.SYMMETRIC);
}
