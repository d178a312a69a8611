package io.github.blockwright.runtime.transfer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.blockwright.runtime.arrays.InPlace;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.train.progress.EpochResult;
import io.github.blockwright.runtime.train.progress.TrainingListener;
import java.util.HashMap;
import java.util.Map;

/** Keeps the weights of a training's best epoch: the first of the highest accuracy on what the training evaluates. */
final class BestEpoch implements TrainingListener, AutoCloseable {
    private final NetworkBlock<?, ?> block;
    private final NDManager manager;
    private final Map<Parameter, NDArray> kept = new HashMap<>();
    private double best = Double.NEGATIVE_INFINITY;

    BestEpoch(NetworkBlock<?, ?> block, NDManager parent) {
        this.block = block;
        this.manager = parent.newSubManager();
    }

    @Override
    public void epochDone(EpochResult result) {
        if (result.validationAccuracy() <= best) {
            return;
        }
        best = result.validationAccuracy();
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
