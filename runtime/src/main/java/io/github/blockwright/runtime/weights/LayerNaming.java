package io.github.blockwright.runtime.weights;

import java.util.List;

/** What a publisher calls the layers of one of its networks. */
interface LayerNaming {
    /**
     * The names of a layer, without those of its parameters.
     *
     * @return the convolution's and its batch normalisation's; of a layer without normalisation, its own
     */
    List<String> names(Part part);
}
