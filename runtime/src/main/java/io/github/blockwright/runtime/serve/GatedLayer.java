package io.github.blockwright.runtime.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.layers.Layer;

/** A served network's layer, which runs as long as the network is open; without parameters that anybody could change. */
final class GatedLayer extends Layer {
    private final Layer layer;
    private final Gate gate;

    GatedLayer(Layer layer, Gate gate) {
        this.layer = layer;
        this.gate = gate;
    }

    /** @throws IllegalStateException if it is to be trained, or the network is closed */
    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        return gate.whileOpen(() -> layer.forward(store, x, training));
    }

    @Override
    public Shape outputShape(Shape input) {
        return layer.outputShape(input);
    }
}
