package io.github.blockwright.runtime.layers;

import java.util.List;

/** Layers in turn, named 0, 1, 2, ...: a row of the table whose count is n. */
public final class Stage extends Composite {
    /**
     * Layers in turn.
     *
     * @param layers named 0, 1, 2, ... in this order
     */
    public Stage(List<? extends Layer> layers) {
        Steps steps = new Steps();
        for (int i = 0; i < layers.size(); i++) {
            steps.then(Integer.toString(i), layers.get(i));
        }
        declare(steps);
    }
}
