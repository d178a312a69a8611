package io.github.blockwright.runtime.blocks;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Precision;

/**
 * One row of a network's table as the annotation processor computed it.
 *
 * @param name the record component
 * @param operator what the row does, as in {@code Conv 3×3 / 2}
 * @param output the shape of the row's output for one image: (channels, height, width) or (features)
 * @param parameters trainable parameters: weights, biases, and gamma and beta of batch normalisation
 * @param statistics running means and variances of batch normalisation
 * @param multiplyAdds for one image, counting convolutions and dense layers
 * @param footprint what it asks of a device besides
 */
public record RowSummary(
        String name,
        String operator,
        Shape output,
        long parameters,
        long statistics,
        long multiplyAdds,
        Footprint footprint) {
    /**
     * A row whose footprint nobody computed.
     *
     * @param name as the record says
     * @param operator as the record says
     * @param output as the record says
     * @param parameters as the record says
     * @param statistics as the record says
     * @param multiplyAdds as the record says
     */
    public RowSummary(String name, String operator, Shape output, long parameters, long statistics, long multiplyAdds) {
        this(name, operator, output, parameters, statistics, multiplyAdds, Footprint.UNKNOWN);
    }

    /**
     * The most bytes of maps that are held at once while the row computes.
     *
     * @param precision of the maps
     * @return its input and output among them
     */
    public long peakMemory(Precision precision) {
        return footprint.peak() * precision.bytes();
    }

    /**
     * The bytes of the row's weights in a file, batch normalisation being folded into convolutions.
     *
     * @param precision of the weights
     * @return at least 0
     */
    public long modelSize(Precision precision) {
        // Gamma, beta, mean and variance of a filter become one bias.
        long folded = parameters - statistics / 2;
        return precision.size(folded - footprint.biases(), footprint.biases());
    }

    /**
     * The bytes that all layers of the row read and write for one image: maps, and weights once.
     *
     * @param precision of maps and weights
     * @return at least 0
     */
    public long bytesMoved(Precision precision) {
        return footprint.moved() * precision.bytes() + modelSize(precision);
    }
}
