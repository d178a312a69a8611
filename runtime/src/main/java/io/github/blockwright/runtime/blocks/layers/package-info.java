/**
 * The primitives that generated blocks compose. Every one is a DJL block of one input and one output. Parameters are
 * named by their path ({@code stage2.0.expand.conv.weight}). An image batch is NCHW in shape and, where it comes from
 * {@code runtime.data}, channels-last in memory; every layer keeps that layout.
 */
package io.github.blockwright.runtime.blocks.layers;
