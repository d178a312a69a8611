package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.engine.EngineTurns;
import io.github.blockwright.runtime.layers.Layer;
import java.util.function.UnaryOperator;

/** How the gradient of a batch comes about. */
sealed interface BackwardPass permits BackwardPass.Whole, RecomputingPass {
    /**
     * What a network says to a batch.
     *
     * @param logits (N, classes)
     * @param objective their loss, which the gradient is of
     */
    record Outcome(NDArray logits, NDArray objective) {}

    /**
     * Adds the gradient to the leaves of a step.
     *
     * @param store of the step's leaves
     * @param images (N, C, H, W), or features
     * @param seed of what is drawn
     * @param loss from the logits to what is minimised
     * @param scope owns what comes out
     */
    Outcome run(
            GradientCollector collector,
            ParameterStore store,
            NDArray images,
            int seed,
            UnaryOperator<NDArray> loss,
            NDManager scope);

    /** The pass of a part of a network. */
    static BackwardPass of(Layer part, FlatParameters parameters, boolean recomputes) {
        return recomputes ? new RecomputingPass(part, parameters) : new Whole(part);
    }

    /** Forward through all of it, and backward through what the engine has kept. */
    record Whole(Layer part) implements BackwardPass {
        @Override
        public Outcome run(
                GradientCollector collector,
                ParameterStore store,
                NDArray images,
                int seed,
                UnaryOperator<NDArray> loss,
                NDManager scope) {
            NDArray logits = EngineTurns.seeded(scope.getEngine(), seed, () -> part.forward(store, images, true));
            NDArray objective = loss.apply(logits);
            collector.backward(objective);
            return new Outcome(logits, objective);
        }
    }
}
