/**
 * The layers that generated blocks compose: the primitives, and the blocks that rows of the papers' tables repeat, each a
 * {@link io.github.blockwright.runtime.layers.Composite} that only declares what it is made of. Every layer is a DJL block
 * of one input and one output. Parameters are named by their path
 * ({@code stage2.0.expand.conv.weight}). An image batch is NCHW in shape and, where it comes from
 * {@code runtime.data}, channels-last in memory; every layer keeps that layout.
 */
package io.github.blockwright.runtime.layers;
