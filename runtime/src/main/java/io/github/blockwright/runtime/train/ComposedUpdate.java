package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.recipe.Recipe;
import java.util.Map;
import java.util.Optional;

/** Clipping and {@link OptimizerStep#update}, composed of DJL's operations on the flat arrays: it can do everything. */
final class ComposedUpdate implements WeightUpdate {
    private final Recipe recipe;
    private final OptimizerStep optimizer;
    private final FlatParameters parameters;
    private final Map<String, NDArray> slots;
    private final NDArray decayedWeights;
    private final Optional<OptimizerStep.Factors> factors;

    /**
     * @param slots the optimiser's, each as long as the weights
     * @param manager owns what lives as long as the training
     */
    ComposedUpdate(Recipe recipe, FlatParameters parameters, Map<String, NDArray> slots, NDManager manager) {
        this.recipe = recipe;
        this.optimizer = OptimizerStep.of(recipe.optimizer());
        this.parameters = parameters;
        this.slots = slots;
        this.decayedWeights = decayed(parameters.weights(), manager);
        this.factors = parameters.factors().map(all -> new OptimizerStep.Factors(all, decayed(all, manager)));
    }

    @Override
    public void apply(double learningRate, int number) {
        try (NDManager scope = parameters.weights().getManager().newSubManager();
                NDArray gradient = parameters.gradient()) {
            clip(gradient);
            optimizer.update(
                    new OptimizerStep.Update(
                            parameters.weights(),
                            gradient,
                            decayedWeights,
                            decayed(gradient, scope),
                            learningRate,
                            recipe.weightDecay(),
                            number,
                            factors),
                    slots);
        }
    }

    private void clip(NDArray gradient) {
        if (recipe.clipNorm() == 0) {
            return;
        }
        try (NDArray norm = gradient.norm()) {
            double length = norm.getFloat();
            if (length > recipe.clipNorm()) {
                gradient.muli(recipe.clipNorm() / length);
            }
        }
    }

    private NDArray decayed(NDArray all, NDManager owner) {
        NDArray view = all.get("0:" + parameters.decayed());
        view.attach(owner);
        return view;
    }
}
