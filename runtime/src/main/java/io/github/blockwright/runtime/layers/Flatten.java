package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

/** A map as a vector, channels first: (N, C, H, W) → (N, C · H · W). */
public final class Flatten extends Layer {
    /** A layer without weights. */
    public Flatten() {}

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        return x.reshape(x.getShape().get(0), -1);
    }

    @Override
    public Shape outputShape(Shape input) {
        return new Shape(input.get(0), input.slice(1).size());
    }
}
