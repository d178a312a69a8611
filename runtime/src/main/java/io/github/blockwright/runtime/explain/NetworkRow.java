package io.github.blockwright.runtime.explain;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.layers.Layer;

/**
 * A row of a network, or of a backbone in it.
 *
 * @param name of the component, behind the backbone's and a dot if it is one of a backbone's
 * @param operator what the row does, as in {@code Conv 3×3 / 2}
 * @param layer the network's own
 * @param output for one image: (channels, height, width) or (features)
 */
record NetworkRow(String name, String operator, Layer layer, Shape output) {
    /** Whether it gives a map of more than one position, on which one can point at something. */
    boolean hasMap() {
        return output.dimension() == 3 && output.get(1) * output.get(2) > 1;
    }

    int channels() {
        return Math.toIntExact(output.get(0));
    }
}
