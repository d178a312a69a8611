package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training leaves in its directory. */
class TrainingFilesTest extends WithEngine {
    @TempDir
    private Path directory;

    private final ImageDataset train = Colours.generate(48, 1);
    private final ImageDataset validation = Colours.generate(30, 2);

    private static Recipe.Builder recipe() {
        return Recipe.builder()
                .epochs(3)
                .batchSize(16)
                .schedule(new Schedule.WarmUpCosine(0.05, 0.1))
                .augmentation(Augmentation.NONE);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theModelsTheLogAndTheCheckpointAreAllThereIs() throws IOException {
        Path deep = directory.resolve("runs").resolve("first");
        TinyBlock block = new TinyBlock();
        TrainingHistory result =
                Training.of(block, recipe().build()).directory(deep).run(manager, train, validation);

        assertThat(names(deep))
                .containsExactly(
                        ".lock",
                        "best-0000.params",
                        "checkpoint-1.zip",
                        "checkpoint.zip",
                        "last-0000.params",
                        "log.csv");
        List<String> log = Files.readAllLines(deep.resolve("log.csv"));
        assertThat(log).hasSize(4);
        assertThat(log.get(0))
                .isEqualTo("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,ms_per_step,"
                        + "wait_ms_per_step,objective,val_map");
        assertThat(log.get(3))
                .startsWith(String.format(
                        "3,%.5f,%.5f,", result.last().loss(), result.last().accuracy()));

        try (SavedModel last = SavedModel.load(deep.resolve("last-0000.params"), new TinyBlock());
                SavedModel best = SavedModel.load(deep.resolve("best-0000.params"), new TinyBlock())) {
            assertSame(values(last.block()), values(block));
            assertThat(last.classes()).isEqualTo(Colours.CLASSES);
            assertThat(last.model().getProperty("TrainedEpochs")).isEqualTo("3");
            assertThat(best.model().getProperty("TrainedEpochs"))
                    .isEqualTo(Integer.toString(result.best().epoch()));
            assertThat(Evaluator.evaluate(best.block(), manager, validation, 8).accuracy())
                    .isEqualTo(result.best().validationAccuracy());
        }
    }

    @Test
    void theLastModelLoadsInPlainDjl() throws Exception {
        TinyBlock block = new TinyBlock();
        Training.of(block, recipe().epochs(1).build()).directory(directory).run(manager, train, null);
        try (Model model = Model.newInstance("last")) {
            TinyBlock loaded = new TinyBlock();
            model.setBlock(loaded);
            model.load(directory, "last");
            assertSame(values(loaded), values(block));
            assertThat(model.getProperty("Classes")).isEqualTo("[\"red\",\"green\",\"blue\"]");
        }
    }

    @Test
    void aTrainingThatFailsLeavesTheFilesOfTheLastGoodEpoch() throws IOException {
        Map<String, byte[]> afterFirst = new HashMap<>();
        ProgressListener failing = new ProgressListener() {
            private int epoch;

            @Override
            public void epochStarted(int number, int epochs, int steps) {
                epoch = number;
            }

            @Override
            public void stepDone(int step, double loss, double accuracy) {
                if (epoch == 2 && step == 2) {
                    throw new TrainingException("as if the loss had diverged");
                }
            }

            @Override
            public void epochDone(EpochResult result) {
                afterFirst.putAll(contents());
            }
        };
        Training training = Training.of(new TinyBlock(), recipe().build())
                .directory(directory)
                .listener(failing);
        assertThatThrownBy(() -> training.run(manager, train, validation)).isInstanceOf(TrainingException.class);
        Map<String, byte[]> now = contents();
        assertThat(now.keySet()).isEqualTo(afterFirst.keySet()).hasSize(5);
        now.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(afterFirst.get(name)));
    }

    private Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new HashMap<>();
        try {
            for (String name : names(directory)) {
                contents.put(name, Files.readAllBytes(directory.resolve(name)));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return contents;
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsAnErrorBeforeTheFirstEpoch() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        Training training = Training.of(new TinyBlock(), recipe().build()).directory(file.resolve("run"));
        assertThatThrownBy(() -> training.run(manager, train, null))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "Cannot write %s: %s is a file and no folder: choose another path", file.resolve("run"), file);
    }

    @Test
    void theBestEpochIsTheFirstOfTheHighestAccuracyOrOfTheLowestLoss() {
        EpochResult first = new EpochResult(1, 0.5, 0, 2, 0.7, 0, 0, 0, 0);
        EpochResult second = new EpochResult(2, 0.4, 0, 1, 0.7, 0, 0, 0, 0);
        assertThat(new TrainingHistory(List.of(first, second)).best()).isEqualTo(first);

        EpochResult third = new EpochResult(3, 0.5, 0, Double.NaN, Double.NaN, 0, 0, 0, 0);
        EpochResult fourth = new EpochResult(4, 0.4, 0, Double.NaN, Double.NaN, 0, 0, 0, 0);
        assertThat(new TrainingHistory(List.of(third, fourth)).best()).isEqualTo(fourth);
    }
}
