package io.github.blockwright.runtime.recipe;

/**
 * Which optimiser turns gradients into updates, and its settings. The learning rate is the {@link Schedule}'s, the weight
 * decay the {@link Recipe}'s.
 */
public sealed interface OptimizerSettings {
    /**
     * Stochastic gradient descent with momentum, as PyTorch's {@code SGD}: {@code v = momentum · v + g}, then {@code w =
     * w - lr · (g + momentum · v)} with Nesterov's momentum and {@code w = w - lr · v} without. The decay is added to the
     * gradient.
     *
     * @param momentum at least 0 and below 1
     * @param nesterov whether to look ahead (Sutskever et al., ICML 2013)
     */
    record Sgd(double momentum, boolean nesterov) implements OptimizerSettings {
        /**
         * Checks the settings.
         *
         * @param nesterov whether to look ahead
         * @param momentum at least 0 and below 1
         * @throws IllegalArgumentException if the momentum is out of range
         */
        public Sgd {
            requireFraction("momentum", momentum);
        }

        /** Nesterov's momentum of 0.9. */
        public Sgd() {
            this(0.9, true);
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
    record AdamW(double beta1, double beta2, double epsilon) implements OptimizerSettings {
        /**
         * Checks the settings.
         *
         * @param epsilon positive
         * @param beta1 at least 0 and below 1
         * @param beta2 at least 0 and below 1
         * @throws IllegalArgumentException if a setting is out of range; the message names it
         */
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
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1, not " + value);
        }
    }
}
