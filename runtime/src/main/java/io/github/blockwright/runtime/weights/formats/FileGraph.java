package io.github.blockwright.runtime.weights.formats;

import io.github.blockwright.dsl.Padding;
import java.util.List;
import java.util.Optional;

/**
 * What a file says of the network itself, beside its tensors.
 *
 * @param layers those with weights, in the order of the computation; where two branches meet, the longer comes first
 * @param padding of its convolutions with strides, from which the two paddings can be told; empty if there are none
 * @param unpadded how many of its convolutions of more than a pixel have no padding at all
 * @param preparesPixels whether it computes with numbers of its own before its first layer
 */
public record FileGraph(List<FileLayer> layers, Optional<Padding> padding, int unpadded, boolean preparesPixels) {
    /** Of a file that has tensors alone. */
    static final FileGraph NONE = new FileGraph(List.of(), Optional.empty(), 0, false);

    public FileGraph {
        layers = List.copyOf(layers);
    }
}
