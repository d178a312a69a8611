package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.recipe.Recipe;
import java.util.Map;

/** How a step's gradient, clipped, changes the weights and the optimiser's slots, in place. */
sealed interface WeightUpdate permits FusedUpdate, ComposedUpdate, MuonUpdate {
    /**
     * The update of a recipe's optimiser, by the engine's fused kernels where they can make it.
     *
     * @param slots the optimiser's, each as long as the weights
     * @param manager owns what lives as long as the training
     */
    static WeightUpdate of(Recipe recipe, FlatParameters parameters, Map<String, NDArray> slots, NDManager manager) {
        return MuonUpdate.of(recipe, parameters, slots, manager)
                .or(() -> FusedUpdate.of(recipe, parameters, slots, manager))
                .orElseGet(() -> new ComposedUpdate(recipe, parameters, slots, manager));
    }

    /**
     * Makes an update from the gradients of the last step's backward pass, which may be overwritten.
     *
     * @param number of the update, from 1
     */
    void apply(double learningRate, int number);
}
