package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.layers.Conventions;
import java.util.List;

/**
 * The weights that a family publishes of an architecture.
 *
 * @param family who publishes them
 * @param conventions what they were trained with; other conventions give other predictions
 * @param naming what the layers are called
 * @param heads what the names of the dense layers' weights start with
 */
record Publication(Family family, Conventions conventions, LayerNaming naming, List<String> heads) {
    Publication {
        heads = List.copyOf(heads);
    }

    /**
     * Checks that a table computes as this family does. The momentum matters only to further training, so it may
     * differ.
     *
     * @param table the conventions of the table
     * @throws IllegalArgumentException if they differ; the message says what to set in {@code @Network}
     */
    void requireSame(Conventions table) {
        if (table.batchNormEpsilon() != conventions.batchNormEpsilon()) {
            throw new IllegalArgumentException("Weights of " + family + " need batchNormEpsilon = "
                    + conventions.batchNormEpsilon() + " in @Network, but the table has " + table.batchNormEpsilon());
        }
        if (table.padding() != conventions.padding()) {
            throw new IllegalArgumentException("Weights of " + family + " need padding = Padding."
                    + conventions.padding() + " in @Network, but the table has " + table.padding());
        }
    }
}
