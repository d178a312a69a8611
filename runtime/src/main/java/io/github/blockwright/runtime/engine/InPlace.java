package io.github.blockwright.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import java.util.List;

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

    /**
     * Copies the values of initialised parameters into the arrays of others, which keep their gradients' bookkeeping.
     *
     * @param targets as many, of the same shapes
     */
    public static void copy(List<Parameter> sources, List<Parameter> targets) {
        for (int i = 0; i < targets.size(); i++) {
            try (NDArray source = sources.get(i).getArray().stopGradient();
                    NDArray target = targets.get(i).getArray().stopGradient()) {
                copy(source, target);
            }
        }
    }
}
