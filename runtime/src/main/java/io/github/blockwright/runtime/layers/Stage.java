package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import java.util.List;

/** Layers in turn, named 0, 1, 2, ...: a row of the table whose count is n. */
public final class Stage extends Layer {
    private final List<Layer> layers;

    public Stage(List<? extends Layer> layers) {
        this.layers = List.copyOf(layers);
        for (int i = 0; i < layers.size(); i++) {
            addChild(Integer.toString(i), layers.get(i));
        }
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        Pass pass = Pass.of(store, x, training);
        layers.forEach(pass::through);
        return pass.output();
    }
}
