package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest extends WithEngine {
    @TempDir
    private Path directory;

    private final ImageDataset train = Colours.generate(48, 1);
    private final ImageDataset validation = Colours.generate(30, 2);
    private final List<String> said = new ArrayList<>();

    private static Recipe.Builder recipe(double rate) {
        return Recipe.builder()
                .epochs(2)
                .batchSize(8)
                .schedule(new Schedule.Constant(rate))
                .augmentation(Augmentation.NONE);
    }

    private ProgressListener hearing() {
        return new ProgressListener() {
            @Override
            public void noted(String line) {
                said.add(line);
            }
        };
    }

    @Test
    void aRateThatIsTooHighNamesStepRateAndRow() {
        Training training = Training.of(new TinyBlock(), recipe(1e30).build());
        assertThatThrownBy(() -> training.run(manager, train, null))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching(
                        "The (loss is (NaN|-?Infinity)|weights are no longer numbers) at epoch 1, step \\d,"
                                + " learning rate 1.0E30.*: (the activations of row \\w+ were the first that are not finite|the"
                                + " gradient left them at [\\w.]+): lower the learning rate, warm up longer or clip the gradient");
    }

    @Test
    void weightsThatOverflowAreToldOfAtTheirOwnStep() {
        Training training =
                Training.of(new TinyBlock(), recipe(Float.MAX_VALUE * 10.0).build());
        assertThatThrownBy(() -> training.run(manager, train, null))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("The weights are no longer numbers at epoch 1, step 1, learning rate ")
                .hasMessageContaining(", though the loss is still ")
                .hasMessageContaining("the gradient left them at ");
    }

    @Test
    void aPoisonedExampleIsNamed() {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        block.freezeThrough(Row.POOLED);
        float[][] features = new float[32][16];
        for (int i = 0; i < features.length; i++) {
            features[i][i % 16] = 1;
        }
        features[21][3] = Float.POSITIVE_INFINITY;
        int[] labels = new int[32];
        FeatureDataset data = new FeatureDataset(new Shape(16), Colours.CLASSES, new float[][][] {features}, labels);
        InMemoryTraining training =
                new InMemoryTraining(Training.of(block, recipe(0.1).build()));
        assertThatThrownBy(() -> training.run(manager, data, null))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("The loss is ")
                .hasMessageContaining("the input itself is not finite, example 21 of the training data");
    }

    @Test
    void goingBackThreeTimesIsTheMostAndEachTimeIsSaid() throws Exception {
        Training training = Training.of(new TinyBlock(), recipe(1e30).build())
                .directory(directory)
                .onDivergence(OnDivergence.ROLLBACK)
                .listener(hearing());
        assertThatThrownBy(() -> training.run(manager, train, null))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("learning rate 1.25E29")
                .hasMessageEndingWith("; the training went back 3 times already, to an eighth of the learning rate");
        assertThat(said)
                .filteredOn(line -> line.contains("; back to epoch 1, step 0, at "))
                .hasSize(3);
        assertThat(said.get(said.size() - 1)).endsWith(" at 0.125 times the learning rate");
        assertThat(Files.exists(directory.resolve("checkpoint.zip"))).isTrue();
    }

    /** Whether a training at this rate, a power of two, ends with numbers. */
    private boolean lasts(int exponent) {
        try {
            Training.of(new TinyBlock(), powerOfTwo(exponent)).run(manager, train, null);
            return true;
        } catch (TrainingException e) {
            return false;
        }
    }

    private static Recipe powerOfTwo(int exponent) {
        return recipe(Math.scalb(1.0, exponent)).epochs(1).build();
    }

    @Test
    void whereHalfTheRateWillDoItIsATrainingAtThat() {
        int lasting = -5;
        int diverging = 120;
        assertThat(lasts(lasting)).isTrue();
        assertThat(lasts(diverging)).isFalse();
        while (diverging - lasting > 1) {
            int middle = (diverging + lasting) / 2;
            if (lasts(middle)) {
                lasting = middle;
            } else {
                diverging = middle;
            }
        }
        TinyBlock expected = new TinyBlock();
        Training.of(expected, powerOfTwo(lasting)).run(manager, train, null);
        TinyBlock actual = new TinyBlock();
        Training.of(actual, powerOfTwo(diverging))
                .directory(directory)
                .onDivergence(OnDivergence.ROLLBACK)
                .listener(hearing())
                .run(manager, train, null);
        assertThat(said).anyMatch(line -> line.endsWith("; back to epoch 1, step 0, at 0.5 times the learning rate"));
        assertSame(values(actual), values(expected));
    }

    /** Fails once, at the third step of an epoch. */
    private static ProgressListener failingOnce(int atEpoch) {
        return new ProgressListener() {
            private boolean failed;
            private int epoch;

            @Override
            public void epochStarted(int number, int epochs, int steps) {
                epoch = number;
            }

            @Override
            public void stepDone(int step, double loss, double accuracy) {
                if (!failed && epoch == atEpoch && step == 3) {
                    failed = true;
                    throw new DivergedException("as if it had diverged");
                }
            }
        };
    }

    @Test
    void theRateStaysHalvedWhenItIsResumed() {
        Recipe recipe = recipe(0.1).build();
        Training training = Training.of(new TinyBlock(), recipe)
                .directory(directory)
                .onDivergence(OnDivergence.ROLLBACK)
                .listener(failingOnce(1));
        assertThat(training.run(manager, train, validation).last().learningRate())
                .isEqualTo(0.05);
        Recipe longer = recipe.toBuilder().epochs(3).build();
        TrainingHistory resumed = Training.of(new TinyBlock(), longer)
                .directory(directory)
                .resume(true)
                .run(manager, train, validation);
        assertThat(resumed.last().learningRate()).isEqualTo(0.05);
    }

    @Test
    void fromACheckpointOnItIsATrainingAtHalfTheRateToTheBit() {
        // Without an improvement that is large enough, this halves the rate after the second epoch.
        Recipe halving = recipe(0.1)
                .epochs(4)
                .schedule(new Schedule.Plateau(0.1, 0.5, 1, 1e9, 0.05))
                .build();
        TinyBlock expected = new TinyBlock();
        Training.of(expected, halving).run(manager, train, validation);
        Recipe constant = recipe(0.1).epochs(4).build();
        TinyBlock actual = new TinyBlock();
        TrainingHistory history = Training.of(actual, constant)
                .directory(directory)
                .onDivergence(OnDivergence.ROLLBACK)
                .listener(failingOnce(3))
                .listener(hearing())
                .run(manager, train, validation);
        assertThat(said).contains("as if it had diverged; back to epoch 3, step 0, at 0.5 times the learning rate");
        assertThat(history.epochs()).extracting(EpochResult::learningRate).containsExactly(0.1, 0.1, 0.05, 0.05);
        assertSame(values(actual), values(expected));
    }

    @Test
    void soItGoesBackIntoAnEpoch(@TempDir Path other) {
        Recipe recipe = recipe(0.1).build();
        List<TinyBlock> trained = new ArrayList<>();
        for (Path run : List.of(directory, other)) {
            Training stopped = Training.of(new TinyBlock(), recipe)
                    .directory(run)
                    .stopWhen(new BooleanSupplier() {
                        private int steps;

                        @Override
                        public boolean getAsBoolean() {
                            // Before the first epoch and after each of its six steps, before the second epoch, after a
                            // step of it.
                            return ++steps == 9;
                        }
                    });
            assertThatThrownBy(() -> stopped.run(manager, train, validation))
                    .isInstanceOf(TrainingStoppedException.class)
                    .hasMessageContaining("in epoch 2, after step 1 of 6");
            TinyBlock block = new TinyBlock();
            Training.of(block, recipe)
                    .directory(run)
                    .resume(true)
                    .onDivergence(OnDivergence.ROLLBACK)
                    .listener(run.equals(directory) ? failingOnce(2) : failingAtOnce())
                    .listener(hearing())
                    .run(manager, train, validation);
            trained.add(block);
        }
        assertThat(said)
                .filteredOn(line -> line.endsWith("; back to epoch 2, step 1, at 0.5 times the learning rate"))
                .hasSize(2);
        // The steps that were taken back have left nothing, however many they were.
        assertSame(values(trained.get(0)), values(trained.get(1)));
    }

    private static ProgressListener failingAtOnce() {
        return new ProgressListener() {
            private boolean failed;

            @Override
            public void stepDone(int step, double loss, double accuracy) {
                if (!failed) {
                    failed = true;
                    throw new DivergedException("as if it had diverged");
                }
            }
        };
    }

    @Test
    void goingBackNeedsADirectory() {
        Training training = Training.of(new TinyBlock(), recipe(0.1).build()).onDivergence(OnDivergence.ROLLBACK);
        assertThatThrownBy(() -> training.run(manager, train, null))
                .isInstanceOf(TrainingException.class)
                .hasMessage("A training that is to go back when it diverges needs checkpoints to go back to:"
                        + " set a directory");
    }
}
