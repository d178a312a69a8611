package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.batches.FeatureBatches;
import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccumulationTest extends WithEngine {
    private static final int CLASSES = 3;
    private static final int FEATURES = 5;

    private static FeatureDataset features(int size) {
        SplittableRandom random = new SplittableRandom(7);
        float[][] values = new float[size][FEATURES];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = random.nextInt(CLASSES);
            for (int f = 0; f < FEATURES; f++) {
                values[i][f] = (float) random.nextDouble();
            }
        }
        return new FeatureDataset(new Shape(FEATURES), List.of("a", "b", "c"), new float[][][] {values}, labels);
    }

    /** What an epoch comes to, and the weights after it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Result(EpochSoFar means, float[] weights) {}

    private Result epoch(int images, int batchSize, int accumulation, double[] classWeights) {
        manager.getEngine().setRandomSeed(3);
        Dense dense = new Dense(FEATURES, CLASSES, Activation.LINEAR);
        dense.initialize(manager, DataType.FLOAT32, new Shape(1, FEATURES));
        Recipe recipe =
                Recipe.builder().batchSize(batchSize).accumulation(accumulation).build();
        FeatureBatches batches = FeatureBatches.of(features(images), batchSize).forTraining(1);
        try (FlatParameters parameters = new FlatParameters(dense, manager);
                TrainingState state = new TrainingState(parameters, recipe, manager)) {
            Loss loss = new SmoothedCrossEntropy(0.1, classWeights);
            Epoch epoch = new Epoch(
                    dense, new BackwardPass.Whole(dense), recipe, loss, parameters, state, manager, List.of());
            EpochSoFar means = epoch.run(batches, 1, EpochSoFar.NONE, update -> 0.5, soFar -> {});
            return new Result(means, parameters.weights().toFloatArray());
        }
    }

    @ParameterizedTest(name = "{0} images, {2} batches of {1}, weights {3}")
    @CsvSource({"64, 8, 4, false", "64, 8, 4, true", "75, 8, 4, false", "75, 8, 4, true", "30, 8, 4, true"})
    void stepsOfSeveralBatchesComeToThoseOfOneThatIsAsLarge(
            int images, int batchSize, int accumulation, boolean weighted) {
        double[] weights = weighted ? new double[] {1, 3, 0.5} : new double[0];
        Result whole = epoch(images, batchSize * accumulation, 1, weights);
        Result pieces = epoch(images, batchSize, accumulation, weights);
        assertThat(pieces.weights()).containsExactly(whole.weights(), Offset.offset(1e-5f));
        assertThat(pieces.means().meanLoss()).isCloseTo(whole.means().meanLoss(), Offset.offset(1e-5));
        assertThat(pieces.means().meanObjective()).isCloseTo(whole.means().meanObjective(), Offset.offset(1e-5));
        assertThat(pieces.means().accuracy()).isEqualTo(whole.means().accuracy());
    }
}
