package io.github.blockwright.runtime.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.engine.InPlace;
import io.github.blockwright.runtime.layers.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All weights that learn as one flat array, all running statistics as another and all frozen weights as a third, while a
 * block trains. A step runs on views of them. The weights that decay come first. The block's own arrays are only read at the start, and written by {@link #copyTo}.
 */
final class FlatParameters implements AutoCloseable {
    private final NDManager manager;
    private final List<Parameter> trained;
    private final List<Parameter> statistics;
    private final List<Parameter> frozen;
    private final NDArray weights;
    private final NDArray statisticValues;
    private final NDArray frozenValues;
    private final Map<String, NDArray> constantViews = new HashMap<>();
    private final long decayed;
    private final Optional<NDArray> factors;
    private final List<Double> factorsByParameter;
    private final NDList weightViews;
    private final NDList leaves = new NDList();

    /** @throws IllegalArgumentException if every row is frozen, so that nothing can learn */
    public FlatParameters(Layer block, NDManager parent) {
        this(block, LearningRateFactors.NONE, parent);
    }

    /** @throws IllegalArgumentException if every row is frozen, so that nothing can learn */
    public FlatParameters(Layer block, LearningRateFactors rates, NDManager parent) {
        List<Parameter> all = block.getParameters().values();
        trained = all.stream()
                .filter(Layer::isTrainable)
                .filter(Parameter::requiresGradient)
                .sorted(Comparator.comparing(parameter -> !decays(parameter)))
                .toList();
        statistics = all.stream().filter(p -> !Layer.isTrainable(p)).toList();
        frozen = all.stream()
                .filter(Layer::isTrainable)
                .filter(p -> !p.requiresGradient())
                .toList();
        if (trained.isEmpty()) {
            throw new IllegalArgumentException("Nothing can learn: every row is frozen; unfreeze at least one");
        }
        decayed = trained.stream()
                .filter(FlatParameters::decays)
                .mapToLong(p -> p.getShape().size())
                .sum();
        manager = parent.newSubManager();
        weights = join(trained);
        statisticValues = join(statistics);
        frozenValues = join(frozen);
        constantViews.putAll(viewsById(statisticValues, statistics, manager));
        constantViews.putAll(viewsById(frozenValues, frozen, manager));
        weightViews = views(weights);
        weightViews.attach(manager);
        Map<String, Double> byId = rates.byId(block);
        factorsByParameter =
                trained.stream().map(parameter -> byId.get(parameter.getId())).toList();
        factors = rates.isNone() ? Optional.empty() : Optional.of(spread());
    }

    /** Each parameter's factor, as often as it has weights, in the order of the weights. */
    private NDArray spread() {
        float[] values = new float[Math.toIntExact(weights.size())];
        int end = 0;
        for (int i = 0; i < trained.size(); i++) {
            int start = end;
            end += Math.toIntExact(trained.get(i).getShape().size());
            Arrays.fill(values, start, end, factorsByParameter.get(i).floatValue());
        }
        return manager.create(values);
    }

    /** The weights, (n); written by optimisers. */
    public NDArray weights() {
        return weights;
    }

    /** The running statistics, (m); written by forward passes in training. */
    public NDArray statistics() {
        return statisticValues;
    }

    /** The weights of frozen rows, (f), which no step changes. */
    public NDArray frozen() {
        return frozenValues;
    }

    /** How many of the weights, from the front, decay: convolution and dense weights, not biases or normalisation. */
    long decayed() {
        return decayed;
    }

    /** How many of the parameters that learn, from the front, decay. */
    int decayedParameters() {
        return (int) trained.stream().filter(FlatParameters::decays).count();
    }

    /** What each weight's learning rate is multiplied by, (n); empty where that is 1 throughout. */
    Optional<NDArray> factors() {
        return factors;
    }

    /** What the learning rate of each parameter that learns is multiplied by. */
    List<Double> factorsByParameter() {
        return factorsByParameter;
    }

    /** The gradient of the last step's backward pass, (n), owned by the caller. */
    public NDArray gradient() {
        try (NDList lines = new NDList()) {
            for (NDArray leaf : leaves) {
                try (NDArray gradient = leaf.getGradient()) {
                    lines.add(gradient.flatten());
                }
            }
            return NDArrays.concat(lines);
        }
    }

    /**
     * The parameters for one forward and backward pass; call it while gradients are being collected. Every step gets new
     * names for the weights' memory, so its gradients start from nothing, while updates write to {@link #weights}.
     *
     * @param scope owns the leaves and their gradients
     */
    public ParameterStore step(NDManager scope) {
        leaves.clear();
        Map<String, NDArray> values = new HashMap<>(constantViews);
        for (int i = 0; i < weightViews.size(); i++) {
            NDArray leaf = weightViews.get(i).stopGradient();
            leaf.attach(scope);
            leaf.setRequiresGradient(true);
            leaves.add(leaf);
            values.put(trained.get(i).getId(), leaf);
        }
        return new StepStore(scope, values);
    }

    /** The parameters as they are, for a forward pass of which no gradient is wanted. */
    ParameterStore still(NDManager scope) {
        Map<String, NDArray> values = new HashMap<>(constantViews);
        for (int i = 0; i < weightViews.size(); i++) {
            // A handle of its own, without the name by which an update's kernel knows the view.
            NDArray value = weightViews.get(i).stopGradient();
            value.attach(scope);
            values.put(trained.get(i).getId(), value);
        }
        return new StepStore(scope, values);
    }

    /** Multiplies the gradient of the last step's backward passes. */
    void scaleGradient(double factor) {
        for (NDArray leaf : leaves) {
            try (NDArray gradient = leaf.getGradient()) {
                gradient.muli(factor);
            }
        }
    }

    /** What the last step's gradients are collected in, one for each parameter that learns, as {@link #weightViews}. */
    NDList leaves() {
        return leaves;
    }

    /** The weights, a view for each parameter that learns: first those that decay. */
    NDList weightViews() {
        return weightViews;
    }

    /** The view of one parameter, if it learns. */
    Optional<NDArray> weightView(Parameter parameter) {
        int place = trained.indexOf(parameter);
        return place < 0 ? Optional.empty() : Optional.of(weightViews.get(place));
    }

    /** A view for each parameter that learns of an array as long as the weights, owned by the caller. */
    NDList views(NDArray flat) {
        return views(flat, trained);
    }

    /**
     * Writes weights and statistics into the block's arrays, and the frozen weights with them.
     *
     * @param weightValues (n), the weights or an average of them
     * @param values (m), the statistics or an average of them
     */
    public void copyTo(NDArray weightValues, NDArray values) {
        copy(weightValues, trained);
        copy(values, statistics);
        copy(frozenValues, frozen);
    }

    @Override
    public void close() {
        manager.close();
    }

    private static boolean decays(Parameter parameter) {
        return parameter.getType() == Parameter.Type.WEIGHT;
    }

    private NDArray join(List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            return manager.zeros(new Shape(0));
        }
        try (NDManager scope = manager.newSubManager()) {
            NDList flat = new NDList();
            for (Parameter parameter : parameters) {
                NDArray values = parameter.getArray().stopGradient();
                values.attach(scope);
                NDArray line = values.flatten();
                line.attach(scope);
                flat.add(line);
            }
            NDArray joined = NDArrays.concat(flat);
            joined.attach(manager);
            return joined;
        }
    }

    private static void copy(NDArray source, List<Parameter> targets) {
        try (NDList views = views(source, targets)) {
            for (int i = 0; i < views.size(); i++) {
                try (NDArray target = targets.get(i).getArray().stopGradient()) {
                    InPlace.copy(views.get(i), target);
                }
            }
        }
    }

    private static Map<String, NDArray> viewsById(NDArray flat, List<Parameter> parameters, NDManager owner) {
        NDList views = views(flat, parameters);
        views.attach(owner);
        Map<String, NDArray> byId = new HashMap<>();
        for (int i = 0; i < views.size(); i++) {
            byId.put(parameters.get(i).getId(), views.get(i));
        }
        return byId;
    }

    /** A view of the flat array for each parameter, in the parameter's shape. */
    private static NDList views(NDArray flat, List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            return new NDList();
        }
        long[] ends = new long[parameters.size() - 1];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += parameters.get(i).getShape().size();
            ends[i] = end;
        }
        List<NDArray> views = new ArrayList<>(parameters.size());
        try (NDList lines = ends.length == 0 ? new NDList(flat.flatten()) : flat.split(ends)) {
            for (int i = 0; i < parameters.size(); i++) {
                views.add(lines.get(i).reshape(parameters.get(i).getShape()));
            }
        }
        return new NDList(views);
    }

    /** Gives blocks views of the flat arrays. */
    private static final class StepStore extends ParameterStore {
        private final Map<String, NDArray> values;

        StepStore(NDManager manager, Map<String, NDArray> values) {
            super(manager, false);
            this.values = values;
        }

        @Override
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            if (parameter == null) {
                return null;
            }
            return values.get(parameter.getId());
        }
    }
}
