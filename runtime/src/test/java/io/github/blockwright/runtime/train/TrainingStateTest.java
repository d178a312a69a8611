package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.WithEngine;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clipping and averaging, on a dense layer, whose gradient does not depend on its weights. */
class TrainingStateTest extends WithEngine {
    private static final double LEARNING_RATE = 0.5;

    private final Dense layer = new Dense(3, 2, Activation.LINEAR);
    private NDArray x;

    @BeforeEach
    void initialize() {
        layer.initialize(manager, DataType.FLOAT32, new Shape(4, 3));
        x = normal(4, 3);
    }

    private static Recipe.Builder recipe() {
        return Recipe.builder().optimizer(new OptimizerSettings.Sgd(0, false)).weightDecay(0);
    }

    /** One step; gives its gradient. */
    private float[] step(FlatParameters flat, TrainingState state, int number) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray mine = x.duplicate();
            mine.attach(scope);
            try (var collector = manager.getEngine().newGradientCollector()) {
                collector.backward(
                        layer.forward(flat.step(scope), mine, true).square().sum());
            }
            float[] gradient = flat.gradient().toFloatArray();
            state.update(LEARNING_RATE, number);
            return gradient;
        }
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    @Test
    void onlyAGradientThatIsTooLongIsShortenedToTheNormOverAllWeights() {
        for (double limit : new double[] {1e-3, 1e3}) {
            try (FlatParameters flat = new FlatParameters(layer, manager);
                    TrainingState state =
                            new TrainingState(flat, recipe().clipNorm(limit).build(), manager)) {
                float[] before = flat.weights().toFloatArray();
                float[] gradient = step(flat, state, 1);
                float[] after = flat.weights().toFloatArray();
                double share = Math.min(1, limit / norm(gradient));
                assertThat(share < 1).isEqualTo(limit < 1);
                for (int i = 0; i < before.length; i++) {
                    assertThat((double) after[i])
                            .isCloseTo(before[i] - LEARNING_RATE * share * gradient[i], Offset.offset(1e-6));
                }
            }
        }
    }

    @Test
    void theAverageStartsQuicklyAndIsWhatTheBlockGets() {
        try (FlatParameters flat = new FlatParameters(layer, manager);
                TrainingState state =
                        new TrainingState(flat, recipe().averaging(0.3).build(), manager)) {
            float[] start = flat.weights().toFloatArray();
            double[] average = new double[start.length];
            for (int i = 0; i < start.length; i++) {
                average[i] = start[i];
            }
            for (int number = 1; number <= 5; number++) {
                step(flat, state, number);
                double decay = Math.min(0.3, (1.0 + number) / (10 + number));
                float[] weights = flat.weights().toFloatArray();
                for (int i = 0; i < average.length; i++) {
                    average[i] = decay * average[i] + (1 - decay) * weights[i];
                }
            }
            state.copyToBlock();
            float[] weight = layer.getParameters().get("weight").getArray().toFloatArray();
            float[] bias = layer.getParameters().get("bias").getArray().toFloatArray();
            for (int i = 0; i < average.length; i++) {
                float copied = i < weight.length ? weight[i] : bias[i - weight.length];
                assertThat((double) copied)
                        .isCloseTo(average[i], Offset.offset(1e-5 * Math.max(1, Math.abs(average[i]))));
            }
        }
    }

    @Test
    void updatesLeaveNothingOpen() {
        Recipe everything = recipe().optimizer(new OptimizerSettings.AdamW())
                .weightDecay(0.1)
                .clipNorm(0.1)
                .averaging(0.9)
                .build();
        try (FlatParameters flat = new FlatParameters(layer, manager);
                TrainingState state = new TrainingState(flat, everything, manager)) {
            step(flat, state, 1);
            int open = manager.getManagedArrays().size();
            for (int number = 2; number <= 5; number++) {
                step(flat, state, number);
                state.copyToBlock();
            }
            assertThat(manager.getManagedArrays()).hasSize(open);
        }
    }

    @Test
    void arraysOfAnotherTrainingAreRefused() {
        try (FlatParameters flat = new FlatParameters(layer, manager);
                TrainingState state = new TrainingState(flat, recipe().build(), manager)) {
            assertThatThrownBy(() -> state.restore(new NDList()))
                    .isInstanceOf(TrainingException.class)
                    .hasMessage("The checkpoint's weights is missing, but this training needs (8):"
                            + " resume with the same frozen rows");
        }
    }
}
