package io.github.blockwright.runtime.explain;

import io.github.blockwright.runtime.data.Frame;
import java.util.List;

/**
 * A picture that a network takes for much the same as another one.
 *
 * @param index in its {@link io.github.blockwright.runtime.data.ImageSource}
 * @param classes its own; one, unless a picture may have several
 * @param similarity the cosine of the angle between the features of both, at most 1
 * @param frame its pixels, of the network's input
 */
public record Neighbour(int index, List<String> classes, double similarity, Frame frame) {
    /**
     * Takes a copy of the list.
     *
     * @param index as the record says
     * @param classes as the record says
     * @param similarity as the record says
     * @param frame as the record says
     */
    public Neighbour {
        classes = List.copyOf(classes);
    }
}
