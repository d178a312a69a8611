package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.ClassWeights;
import io.github.blockwright.runtime.recipe.EarlyStopping;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Sampling;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResumeTest extends WithEngine {
    @TempDir
    private Path directory;

    private final ImageDataset train = Colours.generate(60, 1);
    private final ImageDataset validation = Colours.generate(30, 2);

    private static Recipe.Builder recipe() {
        return Recipe.builder()
                .epochs(4)
                .batchSize(16)
                .schedule(new Schedule.OneCycle(0.05, 0.3))
                .averaging(0.9)
                .clipNorm(2)
                .augmentation(new Augmentation(2, Augmentation.Border.REFLECT, true, 3));
    }

    /** A process that ends after an epoch, as far as the files can tell. */
    private void interrupted(NetworkBlock<?, ?> block, Recipe recipe, Path into, int afterEpoch) {
        Training training = Training.of(block, recipe).directory(into).listener(new ProgressListener() {
            @Override
            public void epochStarted(int epoch, int epochs, int steps) {
                if (epoch == afterEpoch + 1) {
                    throw new CancellationException("as if interrupted");
                }
            }
        });
        assertThatThrownBy(() -> training.run(manager, train, validation)).isInstanceOf(CancellationException.class);
    }

    private Training resuming(NetworkBlock<?, ?> block, Recipe recipe) {
        return Training.of(block, recipe).directory(directory).resume(true);
    }

    static List<Arguments> optimizers() {
        return List.of(
                Arguments.of(new OptimizerSettings.Sgd(0.9, true), 1),
                Arguments.of(new OptimizerSettings.Sgd(0.9, true), 3),
                Arguments.of(new OptimizerSettings.AdamW(), 2),
                Arguments.of(new OptimizerSettings.Muon(), 2));
    }

    @ParameterizedTest(name = "{0}, interrupted after epoch {1}")
    @MethodSource("optimizers")
    void aResumedTrainingEndsWhereAnUninterruptedOneEndsToTheBit(
            OptimizerSettings optimizer, int epochs, @TempDir Path other) throws IOException {
        Recipe recipe = recipe().optimizer(optimizer).build();
        TinyBlock whole = new TinyBlock();
        TrainingHistory expected = Training.of(whole, recipe).directory(other).run(manager, train, validation);

        interrupted(new TinyBlock(), recipe, directory, epochs);
        TinyBlock block = new TinyBlock();
        TrainingHistory actual = resuming(block, recipe).run(manager, train, validation);

        assertSame(values(block), values(whole));
        assertThat(actual.epochs())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                        "seconds", "millisPerStep", "waitMillisPerStep", "validationMap")
                .isEqualTo(expected.epochs());
        assertThat(withoutTimes(directory)).isEqualTo(withoutTimes(other));
        assertThat(directory.resolve("best-0000.params"))
                .as("the best of the files, whose bytes DJL may order differently")
                .exists();
    }

    /** The log without the three columns that are times. */
    private static List<String> withoutTimes(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("log.csv")).stream()
                .map(line -> line.replaceAll("^((?:[^,]*,){6})(?:[^,]*,){3}", "$1"))
                .toList();
    }

    @Test
    void frozenRowsComeBackWithTheCheckpoint() {
        TinyBlock block = new TinyBlock();
        manager.getEngine().setRandomSeed(99);
        block.initialize(manager);
        block.freezeThrough(Row.STAGE1);
        interrupted(block, recipe().build(), directory, 2);
        Map<String, float[]> before = values(block);

        TinyBlock resumed = new TinyBlock();
        resumed.freezeThrough(Row.STAGE1);
        resuming(resumed, recipe().build()).run(manager, train, validation);
        values(resumed).forEach((name, values) -> {
            if (name.startsWith("stem") || name.startsWith("stage1")) {
                assertThat(values).as(name).containsExactly(before.get(name));
            }
        });
    }

    @Test
    void aFinishedTrainingGivesItsWeightsAndResultsAtOnce() {
        TinyBlock first = new TinyBlock();
        TrainingHistory result =
                Training.of(first, recipe().build()).directory(directory).run(manager, train, validation);
        TinyBlock block = new TinyBlock();
        TrainingHistory again = resuming(block, recipe().build())
                .listener(new ProgressListener() {
                    @Override
                    public void epochStarted(int epoch, int epochs, int steps) {
                        throw new AssertionError("there is nothing left to train");
                    }
                })
                .run(manager, train, validation);
        assertSame(values(block), values(first));
        assertThat(again).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "last-0000.params, missing",
        "last-0000.params, empty",
        "last-0000.params, cut",
        "best-0000.params, missing",
        "best-0000.params, empty",
        "best-0000.params, cut",
        "log.csv, missing",
        "log.csv, empty",
        "log.csv, cut"
    })
    void whatAFinishedTrainingHasLostIsWrittenAnewOrToldOf(String name, String damage) throws IOException {
        Training.of(new TinyBlock(), recipe().build()).directory(directory).run(manager, train, validation);
        Path file = directory.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        switch (damage) {
            case "missing" -> Files.delete(file);
            case "empty" -> Files.write(file, new byte[0]);
            default -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        }
        List<String> told = new ArrayList<>();
        TrainingHistory again = resuming(new TinyBlock(), recipe().build())
                .listener(hearing(told))
                .run(manager, train, validation);
        told.removeIf(line -> !line.startsWith(file.toString()));
        boolean isGone = name.startsWith("best") && !again.best().equals(again.last());
        if (isGone) {
            assertThat(told)
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith(file + " is gone or damaged, and the weights of epoch "
                            + again.best().epoch());
        } else {
            assertThat(told).isEmpty();
            assertThat(file).hasSize(whole.length);
        }
    }

    @Test
    void withNoCheckpointYetItStartsFromTheBeginning() {
        Recipe recipe = recipe().epochs(1).build();
        TrainingHistory result = resuming(new TinyBlock(), recipe).run(manager, train, null);
        assertThat(result.epochs()).hasSize(1);
    }

    @Test
    void withoutADirectoryThereIsNothingToResumeFrom() {
        Training training = Training.of(new TinyBlock(), recipe().build()).resume(true);
        assertThatThrownBy(() -> training.run(manager, train, null))
                .isInstanceOf(TrainingException.class)
                .hasMessage("There is no directory to resume from: set one");
    }

    @Test
    void anotherRecipeTableOrDataSetIsRefused() {
        Recipe recipe = recipe().build();
        interrupted(new TinyBlock(), recipe, directory, 1);
        String file = directory.resolve("checkpoint.zip").toString();

        Recipe other = recipe().seed(2).build();
        assertThatThrownBy(() -> resuming(new TinyBlock(), other).run(manager, train, validation))
                .isInstanceOf(TrainingException.class)
                .hasMessage(file + " was written with another recipe:\n  seed: there 1, here 2\n"
                        + "What is trained already was trained by the other one, and the result would be of neither:"
                        + " resume with the same, or train into another directory");
        assertThatThrownBy(() -> resuming(new TinyBlock(), recipe).run(manager, Colours.generate(60, 5), validation))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(file + " was written with another training data (checksum):");
        List<String> four = List.of("red", "green", "blue", "none");
        assertThatThrownBy(() -> resuming(new TinyBlock(4), recipe).run(manager, Colours.generate(60, 1, four), null))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(
                        "another table (fingerprint):\n  there tiny-3\n  here  tiny-3/4\n  row 7: there logits, Dense, ")
                .hasMessageContaining("\n  row 7: here  logits, Dense, ");
    }

    @Test
    void otherFrozenRowsAreRefused() {
        interrupted(new TinyBlock(), recipe().build(), directory, 1);
        TinyBlock block = new TinyBlock();
        block.freezeThrough(Row.STEM);
        assertThatThrownBy(() -> resuming(block, recipe().build()).run(manager, train, validation))
                .isInstanceOf(TrainingException.class)
                .hasMessage("The checkpoint's weights is of shape (2931), but this training needs (2699):"
                        + " resume with the same frozen rows");
    }

    @Test
    void plateauAccumulationBalanceAndPreciseStatisticsGoOnToTheBit(@TempDir Path other) {
        Recipe recipe = recipe().batchSize(8)
                .accumulation(2)
                .schedule(new Schedule.Plateau(0.05, 0.5, 1, 0.3, 0))
                .sampling(Sampling.BALANCED)
                .classWeights(new ClassWeights.Balanced())
                .preciseBatchNorm(32)
                .earlyStopping(Optional.of(new EarlyStopping(4, 0)))
                .build();
        TinyBlock whole = new TinyBlock();
        TrainingHistory expected = Training.of(whole, recipe).directory(other).run(manager, train, validation);

        interrupted(new TinyBlock(), recipe, directory, 2);
        TinyBlock block = new TinyBlock();
        TrainingHistory actual = resuming(block, recipe).run(manager, train, validation);
        assertSame(values(block), values(whole));
        assertThat(actual.losses()).isEqualTo(expected.losses());
        assertThat(actual.epochs()).extracting(EpochResult::learningRate).contains(0.05, 0.025);

        TinyBlock again = new TinyBlock();
        resuming(again, recipe).run(manager, train, validation);
        assertSame(values(again), values(whole));
    }

    @Test
    void moreEpochsFollowTheScheduleOfTheNewLengthAndThatIsSaid() {
        List<String> said = new ArrayList<>();
        Recipe six = recipe().epochs(6).build();
        interrupted(new TinyBlock(), recipe().build(), directory, 3);
        TrainingHistory history =
                resuming(new TinyBlock(), six).listener(hearing(said)).run(manager, train, validation);
        assertThat(history.epochs()).hasSize(6);
        // 60 images in batches of 16 are 4 steps.
        assertThat(history.epochs().get(3).learningRate())
                .isEqualTo(six.schedule().at(15, 24));
        assertThat(said).anySatisfy(line -> assertThat(line)
                .startsWith("resumed after epoch 3 with 6 epochs instead of 4: from here on the schedule is that of"
                        + " 6 epochs, so the learning rate goes from "));
    }

    @Test
    void fewerEpochsEndEarlierButNotBeforeWhatIsDone() {
        interrupted(new TinyBlock(), recipe().build(), directory, 2);
        Recipe one = recipe().epochs(1).build();
        assertThatThrownBy(() -> resuming(new TinyBlock(), one).run(manager, train, validation))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "The training has 2 epochs behind it already, which are more than 1: resume with at least 2, or"
                                + " train into another directory");
        Recipe three = recipe().epochs(3).build();
        assertThat(resuming(new TinyBlock(), three)
                        .run(manager, train, validation)
                        .epochs())
                .hasSize(3);
    }

    private static ProgressListener hearing(List<String> said) {
        return new ProgressListener() {
            @Override
            public void noted(String line) {
                said.add(line);
            }
        };
    }
}
