package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.engine.InPlace;
import io.github.blockwright.runtime.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arrays of a running training: weights, statistics, the optimiser's slots and, where asked for, the averages. All
 * of it goes into a checkpoint.
 */
final class TrainingState implements AutoCloseable {
    private static final String WEIGHTS = "weights";
    private static final String STATISTICS = "statistics";
    private static final String FROZEN = "frozen";
    private static final String AVERAGE = "average.";
    private static final String SLOT = "slot.";

    private final NDManager manager;
    private final Recipe recipe;
    private final FlatParameters parameters;
    private final Map<String, NDArray> slots = new LinkedHashMap<>();
    private final WeightUpdate update;
    private final NDArray averageWeights;
    private final NDArray averageStatistics;

    TrainingState(FlatParameters parameters, Recipe recipe, NDManager parent) {
        this.manager = parent.newSubManager();
        this.recipe = recipe;
        this.parameters = parameters;
        for (String slot : recipe.optimizer().slots()) {
            slots.put(slot, own(parameters.weights().zerosLike()));
        }
        this.update = WeightUpdate.of(recipe, parameters, slots, manager);
        boolean averages = recipe.averaging() > 0;
        this.averageWeights = averages ? own(parameters.weights().duplicate()) : null;
        this.averageStatistics = averages ? own(parameters.statistics().duplicate()) : null;
    }

    /**
     * Makes an update from the gradient of the last step's backward pass.
     *
     * @param number of the update, from 1
     */
    void update(double learningRate, int number) {
        update.apply(learningRate, number);
        if (averageWeights != null) {
            // A young average forgets faster, or it would stay close to the random start.
            double decay = Math.min(recipe.averaging(), (1.0 + number) / (10.0 + number));
            average(averageWeights, parameters.weights(), decay);
            average(averageStatistics, parameters.statistics(), decay);
        }
    }

    /** Whether weights and statistics are still numbers; a gradient that is not one leaves none. */
    boolean isFinite() {
        return isFinite(parameters.weights()) && isFinite(parameters.statistics());
    }

    // A sum is one pass, and neither NaN nor infinity gets lost in it.
    private static boolean isFinite(NDArray array) {
        try (NDArray sum = array.sum()) {
            return Float.isFinite(sum.getFloat());
        }
    }

    /** Writes what is to be evaluated and saved into the block: the averages where there are any. */
    void copyToBlock() {
        if (averageWeights == null) {
            parameters.copyTo(parameters.weights(), parameters.statistics());
        } else {
            parameters.copyTo(averageWeights, averageStatistics);
        }
    }

    /** All arrays by name, for a checkpoint; they stay this object's. */
    NDList arrays() {
        NDList arrays = new NDList();
        named().forEach((name, array) -> {
            array.setName(name);
            arrays.add(array);
        });
        return arrays;
    }

    /**
     * Takes all arrays from a checkpoint.
     *
     * @throws TrainingException if one is missing or of another size
     */
    void restore(NDList saved) {
        named().forEach((name, array) -> {
            NDArray source = saved.get(name);
            if (source == null || !source.getShape().equals(array.getShape())) {
                throw new TrainingException("The checkpoint's " + name + " is "
                        + (source == null ? "missing" : "of shape " + source.getShape()) + ", but this training needs "
                        + array.getShape() + ": resume with the same frozen rows");
            }
            InPlace.copy(source, array);
        });
    }

    @Override
    public void close() {
        manager.close();
    }

    private Map<String, NDArray> named() {
        Map<String, NDArray> named = new LinkedHashMap<>();
        named.put(WEIGHTS, parameters.weights());
        named.put(STATISTICS, parameters.statistics());
        named.put(FROZEN, parameters.frozen());
        slots.forEach((name, array) -> named.put(SLOT + name, array));
        if (averageWeights != null) {
            named.put(AVERAGE + WEIGHTS, averageWeights);
            named.put(AVERAGE + STATISTICS, averageStatistics);
        }
        return named;
    }

    /** Moves the average towards the value; in this form what does not move, a frozen row, stays the same to the bit. */
    private static void average(NDArray average, NDArray value, double decay) {
        try (NDArray difference = value.sub(average)) {
            average.addi(difference.muli(1 - decay));
        }
    }

    private NDArray own(NDArray array) {
        array.attach(manager);
        return array;
    }
}
