package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Padding;

/**
 * What all rows of a table share.
 *
 * @param epsilon of batch normalisation
 * @param momentum of batch normalisation, as PyTorch counts it
 * @param padding of convolutions
 */
public record Conventions(double epsilon, double momentum, Padding padding) {}
