package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/** Copying between arrays. */
final class InPlace {
    private static final NDIndex ALL = new NDIndex(":");

    private InPlace() {}

    /**
     * Writes the source's values into the target's memory, where views and other names of it see them. DJL's {@code
     * copyTo} would give the target new memory instead.
     */
    static void copy(NDArray source, NDArray target) {
        target.set(ALL, source);
    }
}
