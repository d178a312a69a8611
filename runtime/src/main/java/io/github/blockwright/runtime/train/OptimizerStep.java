package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.OptimizerSettings.AdamW;
import io.github.blockwright.runtime.recipe.OptimizerSettings.Sgd;
import java.util.Map;
import java.util.Optional;

/**
 * How an optimiser changes the weights. What it remembers from step to step lies in {@link OptimizerSettings#slots}, each an array
 * as long as the weights, which a checkpoint keeps.
 */
sealed interface OptimizerStep {
    /** Changes the weights and the slots in place; the gradient may be overwritten. */
    void update(Update update, Map<String, NDArray> slots);

    /**
     * The step of an optimiser with these settings.
     *
     * @throws TrainingException if there is none on flat arrays
     */
    static OptimizerStep of(OptimizerSettings settings) {
        if (settings instanceof Sgd sgd) {
            return new SgdStep(sgd);
        }
        if (settings instanceof AdamW adamW) {
            return new AdamWStep(adamW);
        }
        throw new TrainingException("This engine has not the kernels that Muon needs; take Sgd or AdamW");
    }

    /**
     * What an optimiser works on.
     *
     * @param weights all weights, (n)
     * @param gradient of the loss, (n)
     * @param decayedWeights a view of the weights that decay, (k)
     * @param decayedGradient the gradient of those, a view, (k)
     * @param learningRate of this step
     * @param weightDecay the decay's factor
     * @param number of this update, from 1
     * @param factors of the learning rate, where they are not all 1
     */
    record Update(
            NDArray weights,
            NDArray gradient,
            NDArray decayedWeights,
            NDArray decayedGradient,
            double learningRate,
            double weightDecay,
            int number,
            Optional<Factors> factors) {
        /** Multiplies a step, (n), by the factors in place. */
        private NDArray scaled(NDArray step) {
            factors.ifPresent(f -> step.muli(f.all()));
            return step;
        }
    }

    /**
     * What the learning rate is multiplied by, weight by weight.
     *
     * @param all one for each weight, (n)
     * @param decayed a view of those of the weights that decay, (k)
     */
    record Factors(NDArray all, NDArray decayed) {}

    /** Stochastic gradient descent. */
    record SgdStep(Sgd settings) implements OptimizerStep {
        @Override
        public void update(Update u, Map<String, NDArray> slots) {
            NDArray velocity = slots.get("velocity");
            double momentum = settings.momentum();
            if (u.weightDecay() != 0) {
                try (NDArray decay = u.decayedWeights().mul(u.weightDecay())) {
                    u.decayedGradient().addi(decay);
                }
            }
            velocity.muli(momentum).addi(u.gradient());
            double reach = settings.nesterov() ? u.learningRate() * momentum : u.learningRate();
            try (NDArray step = velocity.mul(reach)) {
                u.weights().subi(u.scaled(step));
            }
            if (settings.nesterov()) {
                u.weights().subi(u.scaled(u.gradient().muli(u.learningRate())));
            }
        }
    }

    /** Adam with decoupled weight decay. */
    record AdamWStep(AdamW settings) implements OptimizerStep {
        @Override
        public void update(Update u, Map<String, NDArray> slots) {
            NDArray mean = slots.get("mean");
            NDArray square = slots.get("square");
            double beta1 = settings.beta1();
            double beta2 = settings.beta2();
            if (u.weightDecay() != 0) {
                decay(u, u.learningRate() * u.weightDecay());
            }
            try (NDArray squared = u.gradient().square()) {
                square.muli(beta2).addi(squared.muli(1 - beta2));
            }
            mean.muli(beta1).addi(u.gradient().muli(1 - beta1));
            double meanCorrection = 1 - Math.pow(beta1, u.number());
            double squareCorrection = 1 - Math.pow(beta2, u.number());
            try (NDArray root = square.sqrt();
                    NDArray step = mean.mul(u.learningRate() / meanCorrection)) {
                root.divi(Math.sqrt(squareCorrection)).addi(settings.epsilon());
                u.weights().subi(u.scaled(step.divi(root)));
            }
        }

        private static void decay(Update u, double share) {
            if (u.factors().isEmpty()) {
                u.decayedWeights().muli(1 - share);
                return;
            }
            try (NDArray kept = u.factors().get().decayed().mul(-share)) {
                u.decayedWeights().muli(kept.addi(1));
            }
        }
    }
}
