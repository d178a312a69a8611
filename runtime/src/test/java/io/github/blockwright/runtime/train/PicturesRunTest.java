package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesRunTest extends WithEngine {
    private static final Recipe RECIPE = Recipe.builder()
            .epochs(3)
            .batchSize(16)
            .augmentation(Augmentation.NONE)
            .build();

    @TempDir
    private Path directory;

    private final ImageDataset train = Colours.generate(60, 1);
    private final ImageDataset validation = Colours.generate(30, 2);
    private final Pictures pictures = Pictures.of(train, validation);

    private static FineTuning fineTuning() {
        Recipe.Builder phase = RECIPE.toBuilder().optimizer(new OptimizerSettings.AdamW());
        return Recipe.fineTuning()
                .withHead(phase.build())
                .withTuning(phase.epochs(2).build());
    }

    @Test
    void itTrainsAsTheTrainingWithAManagerDoes() throws IOException {
        TrainingHistory expected = Training.of(new TinyBlock(), RECIPE).run(manager, train, validation);
        try (TrainedNetwork network =
                Training.of(new TinyBlock(), RECIPE).quiet().run(pictures)) {
            assertThat(network.history().last().loss())
                    .isEqualTo(expected.last().loss());
            assertThat(network.evaluation().loss()).isEqualTo(expected.last().validationLoss());
            assertThat(network.classes()).isEqualTo(pictures.classes());
            assertThat(network.evaluate(pictures).loss())
                    .isCloseTo(network.evaluation().loss(), Offset.offset(1e-4));
            assertThat(network.toString()).startsWith("Tiny for 3 classes: ").contains("30 images: loss ");
        }
    }

    @Test
    void theTestPartIsMeasuredOnceAtTheEnd() throws IOException {
        for (String part : List.of("train", "test")) {
            ImageDataset images = Colours.generate(part.equals("train") ? 60 : 15, 3);
            for (int i = 0; i < images.size(); i++) {
                Path folder = directory.resolve(part).resolve(Colours.CLASSES.get(images.label(i)));
                Files.createDirectories(folder);
                ImageIO.write(
                        images.picture(i), "png", folder.resolve(i + ".png").toFile());
            }
        }

        try (TrainedNetwork network =
                Training.of(new TinyBlock(), RECIPE).quiet().run(Pictures.of(directory))) {
            assertThat(network.test().orElseThrow().toString()).startsWith("15 images: loss ");
            assertThat(network.evaluation().toString()).startsWith("12 images: loss ");
        }
        try (TrainedNetwork network =
                Training.of(new TinyBlock(), RECIPE).quiet().run(pictures)) {
            assertThat(network.test()).isEmpty();
        }
    }

    @Test
    void aRunDirectoryKnowsItsNetworkAndOpensAgain() throws IOException {
        Evaluation evaluation;
        try (TrainedNetwork network = Training.of(new TinyBlock(), RECIPE)
                .quiet()
                .directory(directory)
                .run(pictures)) {
            evaluation = network.evaluation();
        }
        RunDescription run = RunDescription.read(directory);
        assertThat(run.block()).isEqualTo(TinyBlock.class.getName());
        assertThat(run.classes()).isEqualTo(pictures.classes());
        assertThat(run.task()).isEqualTo("classification");
        assertThat(run.input()).isEqualTo(new TinyBlock().summary().input());
        assertThat(Recipe.fromJson(run.recipe())).isEqualTo(RECIPE);
        assertThat(directory.resolve("curve.png")).isNotEmptyFile();
        try (TrainedNetwork network = TrainedNetwork.open(directory)) {
            assertThat(network.evaluate(pictures).accuracy()).isEqualTo(evaluation.accuracy());
            network.export(directory.resolve("tiny.onnx"));
            assertThatThrownBy(network::evaluation)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Tiny was not validated in this process: call evaluate(pictures)");
        }
        assertThat(directory.resolve("tiny.onnx")).isNotEmptyFile();
        try (Classifier classifier = Classifier.open(directory)) {
            assertThat(classifier.evaluate(pictures).accuracy()).isEqualTo(evaluation.accuracy());
        }
        assertThatThrownBy(() -> TrainedNetwork.open(directory, new TinyBlock(5)))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "The run is of Tiny for 3 classes, but the block is for 5: open it with a new TinyBlock(3)");
    }

    @Test
    void aRunOfAnotherNumberOfClassesThanTheTablesOpensAgain() throws IOException {
        List<String> two = List.of("green", "blue");
        Pictures fewer = Pictures.of(train.ofClasses(two), validation.ofClasses(two));
        Evaluation evaluation;
        try (TrainedNetwork network = Training.of(new TinyBlock(2), RECIPE)
                .quiet()
                .directory(directory)
                .run(fewer)) {
            evaluation = network.evaluation();
        }
        try (TrainedNetwork network = TrainedNetwork.open(directory);
                Classifier classifier = Classifier.open(directory.resolve("last-0000.params"))) {
            assertThat(network.classes()).isEqualTo(two);
            assertThat(network.block().summary()).isEqualTo(new TinyBlock(2).summary());
            assertThat(network.evaluate(fewer).accuracy()).isEqualTo(evaluation.accuracy());
            assertThat(classifier.classes()).isEqualTo(two);
        }
        Training.of(new TinyBlock(2), RECIPE)
                .quiet()
                .directory(directory)
                .resume(true)
                .run(fewer)
                .close();
    }

    @Test
    void aFinishedTrainingIsResumedAtOnceAndADirectoryInUseIsRefused() throws IOException {
        Training.of(new TinyBlock(), RECIPE)
                .quiet()
                .directory(directory)
                .run(pictures)
                .close();
        assertThatThrownBy(() -> Training.of(new TinyBlock(), RECIPE)
                        .quiet()
                        .directory(directory)
                        .run(pictures))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(directory + " holds a training already: resume it");
        try (TrainedNetwork network = Training.of(new TinyBlock(), RECIPE)
                .quiet()
                .directory(directory)
                .resume(true)
                .run(pictures)) {
            assertThat(network.history().epochs()).hasSize(3);
            assertThat(network.evaluation().loss())
                    .isCloseTo(network.history().last().validationLoss(), Offset.offset(1e-6));
        }
    }

    @Test
    void anotherNumberOfClassesIsNamedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> Training.of(new TinyBlock(10), RECIPE).quiet().run(pictures))
                .isInstanceOf(TrainingException.class)
                .hasMessage("The data has 3 classes, but the last row of Tiny, logits, gives (10): end the table with"
                        + " @Dense(units = 3), or make the block for them: new TinyBlock(3)");
    }

    @Test
    void aClosedNetworkSaysSo() throws IOException {
        TrainedNetwork network = Training.of(new TinyBlock(), RECIPE).quiet().run(pictures);
        network.close();
        network.close();
        assertThatThrownBy(network::classifier)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Tiny is closed: use it within its try, or open its run directory again");
    }

    @Test
    void aFineTuningTrainsTheHeadThenUnfreezesAndSavesItsResult() throws IOException {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        float[] stem = values(block, "stem");
        float[] head = values(block, "head");
        try (TrainedNetwork network = Training.of(block, fineTuning().withHeldOut(0.2))
                .quiet()
                .manager(manager)
                .directory(directory)
                .run(pictures)) {
            FineTuningResult result = network.fineTuning().orElseThrow();
            assertThat(result.head().orElseThrow().history().epochs()).hasSize(3);
            assertThat(result.tuning().orElseThrow().history().epochs()).hasSize(2);
            assertThat(result.toString()).startsWith("head on frozen features: validation accuracy ");
            // The second half of the seven rows.
            assertThat(values(block, "stem")).isEqualTo(stem);
            assertThat(values(block, "head")).isNotEqualTo(head);
            try (TrainedNetwork opened = TrainedNetwork.open(directory)) {
                assertThat(values(opened.block(), "head")).isEqualTo(values(block, "head"));
            }
        }
        assertThat(directory)
                .isDirectoryContaining("glob:**/{fine-tuned-0000.params}")
                .isDirectoryContaining("glob:**/checkpoint.zip")
                .isDirectoryContaining("glob:**/head-log.csv")
                .isDirectoryContaining("glob:**/features");
        assertThat(FineTuning.fromJson(RunDescription.read(directory).recipe()))
                .isEqualTo(fineTuning().withHeldOut(0.2));
    }

    @Test
    void aFineTuningThatStoppedInItsSecondPhaseGoesOnThere() throws IOException {
        FineTuning recipe = fineTuning();
        float[] expected;
        try (TrainedNetwork whole = tuning(recipe, directory.resolve("whole")).run(pictures)) {
            expected = values(whole.block(), "logits");
        }
        ProgressListener stop = new ProgressListener() {
            private int epochs;

            @Override
            public void epochDone(EpochResult result) {
                epochs++;
                if (epochs == 4) {
                    throw new CancellationException();
                }
            }
        };
        Path half = directory.resolve("half");
        assertThatThrownBy(() -> tuning(recipe, half).listener(stop).run(pictures))
                .isInstanceOf(CancellationException.class);
        try (TrainedNetwork resumed = Training.of(new TinyBlock(), recipe)
                .quiet()
                .directory(half)
                .resume(true)
                .run(pictures)) {
            assertThat(resumed.fineTuning().orElseThrow().head()).isEmpty();
            assertThat(values(resumed.block(), "logits")).isEqualTo(expected);
        }
    }

    private Training tuning(FineTuning recipe, Path path) {
        TinyBlock block = new TinyBlock();
        manager.getEngine().setRandomSeed(5);
        block.initialize(manager);
        return Training.of(block, recipe).quiet().manager(manager).directory(path);
    }

    @Test
    void theHeadAloneMayBeTrainedAndARowToUnfreezeFromMustBeThere() throws IOException {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        float[] head = values(block, "head");
        try (TrainedNetwork network = Training.of(block, fineTuning().headOnly())
                .quiet()
                .manager(manager)
                .run(pictures)) {
            assertThat(network.fineTuning().orElseThrow().tuning()).isEmpty();
            assertThat(values(block, "head")).isEqualTo(head);
        }
        assertThatThrownBy(() -> Training.of(block, fineTuning().withTrainableFrom("stage9"))
                        .quiet()
                        .manager(manager)
                        .run(pictures))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("There is no row stage9 to unfreeze from; there are [stem, stage1,");
    }

    @Test
    void aFineTuningNeedsWeightsToStartFrom() {
        assertThatThrownBy(
                        () -> Training.of(new TinyBlock(), fineTuning()).quiet().run(pictures))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Tiny has no weights yet");
    }

    @Test
    void aCheckpointFromBeforeRunJsonResumesToWhatItWouldHaveBecome() throws IOException {
        Files.copy(resource("checkpoint.zip"), directory.resolve("checkpoint.zip"));
        Recipe recipe = RECIPE.toBuilder().epochs(4).averaging(0.9).seed(3).build();
        try (TrainedNetwork network = Training.of(new TinyBlock(), recipe)
                        .quiet()
                        .directory(directory)
                        .resume(true)
                        .run(pictures);
                SavedModel before = SavedModel.load(resource("last-0000.params"), new TinyBlock())) {
            assertThat(network.history().epochs()).hasSize(4);
            // Dropout draws other numbers than it did then.
            assertThat(network.evaluation().loss())
                    .isCloseTo(
                            Task.evaluate(before.block(), recipe, manager, validation)
                                    .loss(),
                            Offset.offset(0.05));
        }
        CheckpointFile.Content content = new CheckpointFile(directory.resolve("checkpoint.zip")).read(manager);
        assertThat(Recipe.fromJson(content.checkpoint().identity().settings())).isEqualTo(recipe);
    }

    private static InputStream resource(String name) {
        return PicturesRunTest.class.getResourceAsStream("/train/before/" + name);
    }

    private static float[] values(NetworkBlock<?, ?> block, String row) {
        List<float[]> all = block.getParameters().stream()
                .filter(parameter -> parameter.getKey().startsWith(row))
                .map(parameter -> parameter.getValue().getArray().toFloatArray())
                .toList();
        float[] joined =
                new float[all.stream().mapToInt(values -> values.length).sum()];
        int place = 0;
        for (float[] values : all) {
            System.arraycopy(values, 0, joined, place, values.length);
            place += values.length;
        }
        return joined;
    }
}
