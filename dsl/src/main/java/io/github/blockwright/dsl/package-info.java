/**
 * The table language: a {@link io.github.blockwright.dsl.Network} record is a network, its components are the rows of
 * the network's table in order, and each component carries exactly one row annotation.
 *
 * <p>"The paper" in this package is Sandler et al., <i>MobileNetV2: Inverted Residuals and Linear Bottlenecks</i>,
 * CVPR 2018 (arXiv:1801.04381). Shapes are NCHW.
 */
package io.github.blockwright.dsl;
