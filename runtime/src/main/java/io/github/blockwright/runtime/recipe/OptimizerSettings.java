package io.github.blockwright.runtime.recipe;

import java.util.List;
import java.util.Objects;

/**
 * Which optimiser turns gradients into updates, and its settings. The learning rate is the {@link Schedule}'s, the weight
 * decay the {@link Recipe}'s.
 */
public sealed interface OptimizerSettings {
    /**
     * What it keeps from step to step, each as many numbers as there are weights.
     *
     * @return the names
     */
    List<String> slots();

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

        @Override
        public List<String> slots() {
            return List.of("velocity");
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

        @Override
        public List<String> slots() {
            return List.of("mean", "square");
        }
    }

    /**
     * Muon (Jordan et al., 2024, "Muon: An optimizer for hidden layers in neural networks") for convolutions that mix channels,
     * and AdamW for all else: biases, batch normalisation, depthwise and dense weights. A
     * grouped convolution is one matrix too. A convolution's weights are a matrix of its
     * filters, (filters, channels · height · width); the mean of its gradients is made nearly orthogonal by five steps of a Newton-Schulz
     * iteration, so that every direction moves alike, and scaled to the size of AdamW's updates, by 0.2 times the root of the matrix' longer side
     * (Liu et al., arXiv:2502.16982, section 2.2), so that one learning rate and decay serve both. As PyTorch's {@code Muon} with {@code
     * adjust_lr_fn="match_rms_adamw"}, in single precision throughout. A step costs more than with the others; on a large batch that is little.
     *
     * @param momentum of the mean of a matrix' gradient, at least 0 and below 1
     * @param nesterov whether to look ahead
     * @param adamW of all that is no such matrix
     */
    record Muon(double momentum, boolean nesterov, AdamW adamW) implements OptimizerSettings {
        /**
         * Checks the settings.
         *
         * @param momentum at least 0 and below 1
         * @param nesterov whether to look ahead
         * @param adamW of all that is no such matrix
         * @throws IllegalArgumentException if the momentum is out of range
         */
        public Muon {
            requireFraction("momentum", momentum);
            Objects.requireNonNull(adamW, "adamW");
        }

        /** Nesterov's momentum of 0.95, as PyTorch, and AdamW as PyTorch's. */
        public Muon() {
            this(0.95, true, new AdamW());
        }

        @Override
        public List<String> slots() {
            return adamW.slots();
        }
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1, not " + value);
        }
    }
}
