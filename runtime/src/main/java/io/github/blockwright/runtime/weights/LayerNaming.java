package io.github.blockwright.runtime.weights;

import java.util.List;

/** What a publisher calls the layers of one of its networks. */
interface LayerNaming {
    /**
     * The names of a layer, without those of its parameters.
     *
     * @return the convolution's and its batch normalisation's; of a layer without normalisation, its own
     * @throws IllegalArgumentException if the publisher's networks have no such layer
     */
    List<String> names(Part part);

    /** The names that earlier files have for the same, as many; nothing if they are the same. */
    default List<String> earlier(Part part) {
        return List.of();
    }

    /** Whether a dense layer is a convolution on a map of one position. */
    default boolean isPointwise(Role dense) {
        return false;
    }

    /** For a layer that no network of the publisher's has. */
    static IllegalArgumentException unknown(Part part, String publisher) {
        return new IllegalArgumentException(
                part.path() + " is a " + part.role() + ", of which names in " + publisher + " are not known");
    }
}
