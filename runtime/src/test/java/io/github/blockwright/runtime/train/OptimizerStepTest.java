package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The optimisers against PyTorch's documented formulas in double precision, over twenty steps. */
class OptimizerStepTest extends WithEngine {
    private static final int SIZE = 7;
    private static final int DECAYED = 4;

    /** A formula for one weight, with whatever it keeps from step to step. */
    private interface Formula {
        double next(double weight, double gradient, double learningRate, double decay, int number);
    }

    private void assertFollows(OptimizerSettings settings, double decay, Supplier<Formula> formula) {
        OptimizerStep optimizer = OptimizerStep.of(settings);
        NDArray weights = normal(SIZE);
        NDArray decayedWeights = weights.get("0:" + DECAYED);
        Map<String, NDArray> slots = new HashMap<>();
        settings.slots().forEach(name -> slots.put(name, manager.zeros(new Shape(SIZE))));
        Formula[] formulas = new Formula[SIZE];
        double[] expected = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            formulas[i] = formula.get();
            expected[i] = weights.getFloat(i);
        }
        for (int number = 1; number <= 20; number++) {
            NDArray gradient = normal(SIZE);
            double learningRate = 0.2 / number;
            for (int i = 0; i < SIZE; i++) {
                double decayOfThis = i < DECAYED ? decay : 0;
                expected[i] = formulas[i].next(expected[i], gradient.getFloat(i), learningRate, decayOfThis, number);
            }
            NDArray decayedGradient = gradient.get("0:" + DECAYED);
            optimizer.update(
                    new OptimizerStep.Update(
                            weights,
                            gradient,
                            decayedWeights,
                            decayedGradient,
                            learningRate,
                            decay,
                            number,
                            Optional.empty()),
                    slots);
            for (int i = 0; i < SIZE; i++) {
                assertThat((double) weights.getFloat(i))
                        .as("weight %d after update %d", i, number)
                        .isCloseTo(expected[i], Offset.offset(2e-6 * number));
            }
        }
    }

    private static final class Sgd implements Formula {
        private final double momentum;
        private final boolean nesterov;
        private double velocity;

        Sgd(double momentum, boolean nesterov) {
            this.momentum = momentum;
            this.nesterov = nesterov;
        }

        @Override
        public double next(double weight, double gradient, double learningRate, double decay, int number) {
            double g = gradient + decay * weight;
            velocity = number == 1 ? g : momentum * velocity + g;
            return weight - learningRate * (nesterov ? g + momentum * velocity : velocity);
        }
    }

    @ParameterizedTest(name = "momentum {0}, nesterov {1}, decay {2}")
    @CsvSource({"0.9, true, 0.01", "0.9, false, 0.01", "0, false, 0", "0, true, 0.1", "0.5, true, 0"})
    void sgdIsPyTorchsWithTheDecayOnWhatDecaysOnly(double momentum, boolean nesterov, double decay) {
        assertFollows(new OptimizerSettings.Sgd(momentum, nesterov), decay, () -> new Sgd(momentum, nesterov));
    }

    private static final class AdamW implements Formula {
        private final double beta1;
        private final double beta2;
        private final double epsilon;
        private double mean;
        private double square;

        AdamW(double beta1, double beta2, double epsilon) {
            this.beta1 = beta1;
            this.beta2 = beta2;
            this.epsilon = epsilon;
        }

        @Override
        public double next(double weight, double gradient, double learningRate, double decay, int number) {
            double decayed = weight - learningRate * decay * weight;
            mean = beta1 * mean + (1 - beta1) * gradient;
            square = beta2 * square + (1 - beta2) * gradient * gradient;
            double unbiasedMean = mean / (1 - Math.pow(beta1, number));
            double unbiasedSquare = square / (1 - Math.pow(beta2, number));
            return decayed - learningRate * unbiasedMean / (Math.sqrt(unbiasedSquare) + epsilon);
        }
    }

    @ParameterizedTest(name = "betas {0} and {1}, epsilon {2}, decay {3}")
    @CsvSource({"0.9, 0.999, 1e-8, 0.05", "0.9, 0.99, 0.1, 0", "0, 0, 1e-3, 0.5"})
    void adamWIsPyTorchsWithTheDecayOnWhatDecaysOnly(double beta1, double beta2, double epsilon, double decay) {
        assertFollows(
                new OptimizerSettings.AdamW(beta1, beta2, epsilon), decay, () -> new AdamW(beta1, beta2, epsilon));
    }

    @Test
    void anUpdateLeavesNothingOpen() {
        NDArray weights = normal(SIZE);
        NDArray gradient = normal(SIZE);
        Map<String, NDArray> slots = new HashMap<>();
        for (OptimizerSettings settings :
                new OptimizerSettings[] {new OptimizerSettings.Sgd(), new OptimizerSettings.AdamW()}) {
            OptimizerStep optimizer = OptimizerStep.of(settings);
            settings.slots().forEach(name -> slots.put(name, manager.zeros(new Shape(SIZE))));
            int before = manager.getManagedArrays().size();
            optimizer.update(
                    new OptimizerStep.Update(weights, gradient, weights, gradient, 0.1, 0.1, 1, Optional.empty()),
                    slots);
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void senselessSettingsAreRefused() {
        assertThatThrownBy(() -> new OptimizerSettings.Sgd(1, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("momentum must be at least 0 and below 1, not 1.0");
        assertThatThrownBy(() -> new OptimizerSettings.AdamW(0.9, -0.1, 1e-8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("beta2 must be at least 0 and below 1, not -0.1");
        assertThatThrownBy(() -> new OptimizerSettings.AdamW(0.9, 0.9, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epsilon must be positive, not 0.0");
    }
}
