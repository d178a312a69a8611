package io.github.blockwright.runtime.export;

import ai.djl.ndarray.types.Shape;

/**
 * An array that flows from node to node of a model.
 *
 * @param name unique in the model
 * @param shape for a batch of one, such as (1, C, H, W); a constant's own shape
 */
public record OnnxValue(String name, Shape shape) {}
