package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.InPlace;
import io.github.blockwright.runtime.report.EpochResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the weights of a training's best epoch: of the highest accuracy on what the training evaluates, and, as few images
 * have few different accuracies, of the lowest loss among those.
 */
final class BestEpoch implements AutoCloseable {
    private static final String PREFIX = "best.";

    private final NetworkBlock<?, ?> block;
    private final NDManager manager;
    private final Map<Parameter, NDArray> kept = new HashMap<>();
    private EpochResult best;

    BestEpoch(NetworkBlock<?, ?> block, NDManager parent) {
        this.block = block;
        this.manager = parent.newSubManager();
    }

    /** Keeps the weights of this epoch, which the block has, if it is the best so far. */
    void epochDone(EpochResult result) {
        if (best != null && !isBetter(result, best)) {
            return;
        }
        best = result;
        for (Parameter parameter : block.getParameters().values()) {
            try (NDArray values = parameter.getArray().stopGradient()) {
                if (kept.containsKey(parameter)) {
                    InPlace.copy(values, kept.get(parameter));
                } else {
                    NDArray copy = values.duplicate();
                    copy.attach(manager);
                    kept.put(parameter, copy);
                }
            }
        }
    }

    private static boolean isBetter(EpochResult result, EpochResult other) {
        if (!Double.isNaN(result.validationMap())) {
            return result.validationMap() > other.validationMap();
        }
        int byAccuracy = Double.compare(result.validationAccuracy(), other.validationAccuracy());
        return byAccuracy > 0 || (byAccuracy == 0 && result.validationLoss() < other.validationLoss());
    }

    /** What is kept, by name, for a checkpoint; it stays this object's. */
    NDList arrays() {
        NDList arrays = new NDList();
        for (Pair<String, Parameter> parameter : block.getParameters()) {
            NDArray values = kept.get(parameter.getValue());
            if (values != null) {
                values.setName(PREFIX + parameter.getKey());
                arrays.add(values);
            }
        }
        return arrays;
    }

    /**
     * Goes on from a checkpoint.
     *
     * @param saved what {@link #arrays} gave, among others
     * @param results of the epochs so far
     */
    void restore(NDList saved, List<EpochResult> results) {
        best = null;
        for (EpochResult result : results) {
            if (best == null || isBetter(result, best)) {
                best = result;
            }
        }
        kept.values().forEach(NDArray::close);
        kept.clear();
        for (Pair<String, Parameter> parameter : block.getParameters()) {
            NDArray values = saved.get(PREFIX + parameter.getKey());
            if (values != null) {
                NDArray copy = values.duplicate();
                copy.attach(manager);
                kept.put(parameter.getValue(), copy);
            }
        }
    }

    /** Gives the block the best epoch's weights and statistics. */
    void restore() {
        kept.forEach((parameter, values) -> {
            try (NDArray target = parameter.getArray().stopGradient()) {
                InPlace.copy(values, target);
            }
        });
    }

    @Override
    public void close() {
        manager.close();
    }
}
