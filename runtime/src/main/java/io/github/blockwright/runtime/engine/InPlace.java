package io.github.blockwright.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import ai.djl.util.passthrough.PassthroughNDArray;
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
     * Copies the values of initialised parameters into those of others, as {@link #fill} does.
     *
     * @param targets as many, of the same shapes
     */
    public static void copy(List<Parameter> sources, List<Parameter> targets) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).getArray() instanceof PassthroughNDArray) {
                fill(targets.get(i), sources.get(i).getArray().toFloatArray());
                continue;
            }
            try (NDArray source = sources.get(i).getArray().stopGradient();
                    NDArray target = targets.get(i).getArray().stopGradient()) {
                copy(source, target);
            }
        }
    }

    /**
     * Gives an initialised parameter values; its array keeps its gradient's bookkeeping.
     *
     * @param values of the parameter's shape, all of them
     */
    public static void fill(Parameter parameter, float[] values) {
        if (parameter.getArray() instanceof PassthroughNDArray held) {
            // No engine has these, only a buffer, which computes nothing but can be written to.
            held.toByteBuffer(false).asFloatBuffer().put(values);
            return;
        }
        NDManager manager = parameter.getArray().getManager();
        try (NDArray source = manager.create(values, parameter.getShape());
                NDArray target = parameter.getArray().stopGradient()) {
            copy(source, target);
        }
    }
}
