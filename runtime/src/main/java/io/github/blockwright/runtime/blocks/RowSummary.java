package io.github.blockwright.runtime.blocks;

import ai.djl.ndarray.types.Shape;

/**
 * One row of a network's table as the annotation processor computed it.
 *
 * @param name the record component
 * @param operator what the row does, as in {@code Conv 3×3 / 2}
 * @param output the shape of the row's output for one image: (channels, height, width) or (features)
 * @param parameters trainable parameters: weights, biases, and gamma and beta of batch normalisation
 * @param statistics running means and variances of batch normalisation
 * @param multiplyAdds for one image, counting convolutions and dense layers
 */
public record RowSummary(
        String name, String operator, Shape output, long parameters, long statistics, long multiplyAdds) {}
