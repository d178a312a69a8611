package io.github.blockwright.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import ai.djl.util.passthrough.PassthroughNDArray;
import java.nio.ByteBuffer;
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
            copyBetween(sources.get(i).getArray(), targets.get(i).getArray());
        }
    }

    private static void copyBetween(NDArray source, NDArray target) {
        if (target instanceof PassthroughNDArray held) {
            bytes(held).put(source.toByteBuffer(true).duplicate());
            return;
        }
        try (NDArray from = source instanceof PassthroughNDArray held
                        ? target.getManager().create(bytes(held), held.getShape(), held.getDataType())
                        : source.stopGradient();
                NDArray to = target.stopGradient()) {
            copy(from, to);
        }
    }

    /** What an array without an engine is: bytes, which can be written to. */
    private static ByteBuffer bytes(PassthroughNDArray array) {
        ByteBuffer bytes = array.toByteBuffer(false);
        return bytes.duplicate().order(bytes.order());
    }

    /**
     * Gives an initialised parameter values; its array keeps its gradient's bookkeeping.
     *
     * @param values of the parameter's shape, all of them
     */
    public static void fill(Parameter parameter, float[] values) {
        if (parameter.getArray() instanceof PassthroughNDArray held) {
            bytes(held).asFloatBuffer().put(values);
            return;
        }
        NDManager manager = parameter.getArray().getManager();
        try (NDArray source = manager.create(values, parameter.getShape());
                NDArray target = parameter.getArray().stopGradient()) {
            copy(source, target);
        }
    }
}
