package io.github.blockwright.runtime.recipe;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a gradient changes the weights. An optimiser is only its settings; its state lies in named slots, each an array as
 * long as the weights, which a checkpoint keeps.
 */
public sealed interface Optimizer {
    /** The names of the slots, which start as zeros. */
    List<String> slots();

    /** Changes the weights and the slots in place; the gradient may be overwritten. */
    void update(Update update, Map<String, NDArray> slots);

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

    /**
     * Stochastic gradient descent with momentum, as PyTorch's {@code SGD}: {@code v = momentum · v + g}, then {@code w =
     * w - lr · (g + momentum · v)} with Nesterov's momentum and {@code w = w - lr · v} without. The decay is added to the
     * gradient.
     *
     * @param momentum at least 0 and below 1
     * @param nesterov whether to look ahead (Sutskever et al., ICML 2013)
     */
    record Sgd(double momentum, boolean nesterov) implements Optimizer {
        private static final String VELOCITY = "velocity";

        public Sgd {
            requireFraction("momentum", momentum);
        }

        @Override
        public List<String> slots() {
            return List.of(VELOCITY);
        }

        @Override
        public void update(Update u, Map<String, NDArray> slots) {
            NDArray velocity = slots.get(VELOCITY);
            if (u.weightDecay() != 0) {
                try (NDArray decay = u.decayedWeights().mul(u.weightDecay())) {
                    u.decayedGradient().addi(decay);
                }
            }
            velocity.muli(momentum).addi(u.gradient());
            double reach = nesterov ? u.learningRate() * momentum : u.learningRate();
            try (NDArray step = velocity.mul(reach)) {
                u.weights().subi(u.scaled(step));
            }
            if (nesterov) {
                u.weights().subi(u.scaled(u.gradient().muli(u.learningRate())));
            }
        }
    }

    /**
     * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101, Algorithm 2), as PyTorch's {@code
     * AdamW}.
     *
     * @param beta1 of the mean of the gradient, at least 0 and below 1
     * @param beta2 of the mean of its square, at least 0 and below 1
     * @param epsilon added to the root of the latter, positive
     */
    record AdamW(double beta1, double beta2, double epsilon) implements Optimizer {
        private static final String MEAN = "mean";
        private static final String SQUARE = "square";

        public AdamW {
            requireFraction("beta1", beta1);
            requireFraction("beta2", beta2);
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("epsilon must be positive, not " + epsilon);
            }
        }

        /** PyTorch's settings: 0.9, 0.999 and 1e-8. */
        public AdamW() {
            this(0.9, 0.999, 1e-8);
        }

        @Override
        public List<String> slots() {
            return List.of(MEAN, SQUARE);
        }

        @Override
        public void update(Update u, Map<String, NDArray> slots) {
            NDArray mean = slots.get(MEAN);
            NDArray square = slots.get(SQUARE);
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
                root.divi(Math.sqrt(squareCorrection)).addi(epsilon);
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

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1, not " + value);
        }
    }
}
