package io.github.blockwright.runtime.arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/** Copying between arrays. */
public final class InPlace {
    private static final NDIndex ALL = new NDIndex(":");

    private InPlace() {}

    /**
     * Writes the source's values into the target's memory, where views and other names of it see them. DJL's {@code
     * copyTo} would give the target new memory instead.
     */
    public static void copy(NDArray source, NDArray target) {
        target.set(ALL, source);
    }
}
