package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.engine.FusedKernels;
import io.github.blockwright.runtime.recipe.OptimizerSettings.AdamW;
import io.github.blockwright.runtime.recipe.OptimizerSettings.Muon;
import io.github.blockwright.runtime.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Muon's update: of matrices of one shape at once, which the engine multiplies as a batch, and of all else by AdamW's fused kernel.
 */
final class MuonUpdate implements WeightUpdate {
    private static final int CONVOLUTION = 4;

    private final FusedKernels kernels;
    private final Recipe recipe;
    private final Muon muon;
    private final FlatParameters parameters;
    private final List<Group> groups;

    private MuonUpdate(FusedKernels kernels, Recipe recipe, Muon muon, FlatParameters parameters, List<Group> groups) {
        this.kernels = kernels;
        this.recipe = recipe;
        this.muon = muon;
        this.parameters = parameters;
        this.groups = groups;
    }

    /**
     * What parameters have in common that are updated at once.
     *
     * @param matrix their shape, if they are matrices to be made orthogonal
     * @param factor of the learning rate
     */
    private record Kind(Optional<Shape> matrix, boolean decays, double factor) {}

    /**
     * Parameters of a kind.
     *
     * @param places among those that learn
     * @param state views of the weights, then of each slot, named as lists
     */
    private record Group(Kind kind, List<Integer> places, NDList state) {}

    /**
     * The update, or nothing if the optimiser is another one or the engine lacks the kernels.
     *
     * @param slots the optimiser's, each as long as the weights
     * @param manager owns what lives as long as the training
     */
    static Optional<WeightUpdate> of(
            Recipe recipe, FlatParameters parameters, Map<String, NDArray> slots, NDManager manager) {
        if (!(recipe.optimizer() instanceof Muon muon)) {
            return Optional.empty();
        }
        Map<Kind, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < parameters.weightViews().size(); i++) {
            Kind kind = new Kind(
                    matrix(parameters.weightViews().get(i).getShape()),
                    i < parameters.decayedParameters(),
                    parameters.factorsByParameter().get(i));
            places.computeIfAbsent(kind, k -> new ArrayList<>()).add(i);
        }
        NDList means = parameters.views(slots.get("mean"));
        NDList squares = parameters.views(slots.get("square"));
        means.attach(manager);
        squares.attach(manager);
        List<Group> groups = new ArrayList<>();
        places.forEach((kind, members) -> {
            NDList state = FusedKernels.list("weights", chosen(parameters.weightViews(), members));
            state.addAll(FusedKernels.list("mean", chosen(means, members)));
            if (kind.matrix().isEmpty()) {
                state.addAll(FusedKernels.list("square", chosen(squares, members)));
            }
            groups.add(new Group(kind, List.copyOf(members), state));
        });
        return FusedKernels.get().map(kernels -> new MuonUpdate(kernels, recipe, muon, parameters, groups));
    }

    /** The shape of a convolution that mixes channels: neither depthwise nor of one channel or to one. */
    private static Optional<Shape> matrix(Shape shape) {
        boolean mixes = shape.dimension() == CONVOLUTION && shape.get(0) > 1 && shape.get(1) > 1;
        return mixes ? Optional.of(shape) : Optional.empty();
    }

    private static NDList chosen(NDList all, List<Integer> places) {
        return new NDList(places.stream().map(all::get).toList());
    }

    @Override
    public void apply(double learningRate, int number) {
        NDList leaves = FusedKernels.list("leaves", parameters.leaves());
        if (recipe.clipNorm() > 0) {
            kernels.clip(leaves, recipe.clipNorm());
        }
        AdamW adamW = muon.adamW();
        for (Group group : groups) {
            NDList arrays = new NDList(group.state());
            arrays.addAll(chosen(leaves, group.places()));
            double rate = learningRate * group.kind().factor();
            double decay = group.kind().decays() ? recipe.weightDecay() : 0;
            if (group.kind().matrix().isPresent()) {
                kernels.muon(arrays, rate, decay, muon.momentum(), muon.nesterov());
            } else {
                kernels.adamW(arrays, rate, decay, adamW.beta1(), adamW.beta2(), adamW.epsilon(), number);
            }
        }
    }
}
