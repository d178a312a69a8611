package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.engine.FusedKernels;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Clipping and an update by the engine's fused kernels, which read and write every weight, gradient and slot once, where
 * {@link OptimizerStep#update} passes over all of them several times; the results are the same up to rounding.
 */
final class FusedUpdate implements WeightUpdate {
    private final FusedKernels kernels;
    private final Recipe recipe;
    private final FlatParameters parameters;
    private final List<Group> groups;

    private FusedUpdate(FusedKernels kernels, Recipe recipe, FlatParameters parameters, List<Group> groups) {
        this.kernels = kernels;
        this.recipe = recipe;
        this.parameters = parameters;
        this.groups = groups;
    }

    /**
     * Parameters that decay alike.
     *
     * @param first of them
     * @param end behind the last
     * @param state views of the weights, then of each slot, named as lists
     */
    private record Group(int first, int end, double decay, NDList state) {}

    /**
     * The update of this recipe's optimiser, or nothing if there is none of this kind: one learning rate for all weights, and
     * SGD with momentum or AdamW.
     *
     * @param slots the optimiser's, each as long as the weights
     * @param manager owns what lives as long as the training
     */
    static Optional<WeightUpdate> of(
            Recipe recipe, FlatParameters parameters, Map<String, NDArray> slots, NDManager manager) {
        boolean known = recipe.optimizer() instanceof OptimizerSettings.Sgd sgd
                ? sgd.momentum() > 0
                : recipe.optimizer() instanceof OptimizerSettings.AdamW;
        Optional<FusedKernels> kernels = FusedKernels.get();
        if (!known || parameters.factors().isPresent() || kernels.isEmpty()) {
            return Optional.empty();
        }
        int all = parameters.weightViews().size();
        int decayed = parameters.decayedParameters();
        List<Group> groups = new ArrayList<>();
        if (decayed > 0) {
            groups.add(group(0, decayed, recipe.weightDecay(), parameters, slots, manager));
        }
        if (decayed < all) {
            groups.add(group(decayed, all, 0, parameters, slots, manager));
        }
        return Optional.of(new FusedUpdate(kernels.get(), recipe, parameters, List.copyOf(groups)));
    }

    private static Group group(
            int first,
            int end,
            double decay,
            FlatParameters parameters,
            Map<String, NDArray> slots,
            NDManager manager) {
        NDList state = FusedKernels.list("weights", parameters.weightViews().subNDList(first, end));
        slots.forEach((name, values) -> {
            NDList views = parameters.views(values);
            views.attach(manager);
            state.addAll(FusedKernels.list(name, views.subNDList(first, end)));
        });
        return new Group(first, end, decay, state);
    }

    @Override
    public void apply(double learningRate, int number) {
        NDList leaves = FusedKernels.list("leaves", parameters.leaves());
        if (recipe.clipNorm() > 0) {
            kernels.clip(leaves, recipe.clipNorm());
        }
        for (Group group : groups) {
            NDList arrays = new NDList(group.state());
            arrays.addAll(leaves.subNDList(group.first(), group.end()));
            if (recipe.optimizer() instanceof OptimizerSettings.Sgd sgd) {
                kernels.sgd(arrays, learningRate, group.decay(), sgd.momentum(), sgd.nesterov());
            } else if (recipe.optimizer() instanceof OptimizerSettings.AdamW adamW) {
                kernels.adamW(
                        arrays, learningRate, group.decay(), adamW.beta1(), adamW.beta2(), adamW.epsilon(), number);
            }
        }
    }
}
