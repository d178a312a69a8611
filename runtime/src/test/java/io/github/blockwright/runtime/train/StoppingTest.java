package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.ClassWeights;
import io.github.blockwright.runtime.recipe.EarlyStopping;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Sampling;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stops trainings again and again, within epochs too, and compares what they come to with those that nobody stopped. */
class StoppingTest extends WithEngine {
    private static final String MUON = "Muon, averaging, maps computed again";

    @TempDir
    private Path directory;

    private final ImageDataset train = Colours.generate(60, 1);
    private final ImageDataset validation = Colours.generate(30, 2);

    private static Recipe.Builder recipe() {
        return Recipe.builder()
                .epochs(3)
                .batchSize(16)
                .schedule(new Schedule.OneCycle(0.05, 0.3))
                .augmentation(new Augmentation(2, Augmentation.Border.REFLECT, true, 3));
    }

    static List<Arguments> recipes() {
        return List.of(
                Arguments.of(
                        "SGD, averaging, clipping",
                        recipe().averaging(0.9).clipNorm(2).build()),
                Arguments.of(
                        "AdamW, MixUp and CutMix",
                        recipe().optimizer(new OptimizerSettings.AdamW())
                                .augmentation(Augmentation.NONE.withMixUp(0.4).withCutMix(1))
                                .build()),
                Arguments.of(
                        "accumulation, balance, plateau, precise statistics",
                        recipe().batchSize(8)
                                .accumulation(2)
                                .schedule(new Schedule.Plateau(0.05, 0.5, 1, 0.3, 0))
                                .sampling(Sampling.BALANCED)
                                .classWeights(new ClassWeights.Balanced())
                                .preciseBatchNorm(32)
                                .earlyStopping(Optional.of(new EarlyStopping(4, 0)))
                                .build()),
                Arguments.of(
                        MUON,
                        recipe().optimizer(new OptimizerSettings.Muon())
                                .averaging(0.9)
                                .build()));
    }

    /** Says yes after so many questions, each time anew. */
    private static BooleanSupplier after(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.incrementAndGet() > steps;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void stoppedAfterEveryFewStepsItEndsWhereItWouldHaveEndedToTheBit(String name, Recipe recipe, @TempDir Path other) {
        TinyBlock whole = new TinyBlock();
        boolean recompute = name.equals(MUON);
        TrainingHistory expected =
                Training.of(whole, recipe).recompute(recompute).directory(other).run(manager, train, validation);
        for (int steps = 1; steps <= 4; steps++) {
            Path into = directory.resolve(Integer.toString(steps));
            TinyBlock block = new TinyBlock();
            TrainingHistory actual = null;
            int stops = 0;
            while (actual == null) {
                block = new TinyBlock();
                try {
                    actual = Training.of(block, recipe)
                            .recompute(recompute)
                            .directory(into)
                            .resume(true)
                            .stopWhen(after(steps))
                            .run(manager, train, validation);
                } catch (TrainingStoppedException e) {
                    assertThat(e.isResumable()).isTrue();
                    stops++;
                }
            }
            assertThat(stops).as("stops").isGreaterThan(1);
            assertSame(values(block), values(whole));
            assertThat(actual.epochs())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                            "seconds", "millisPerStep", "waitMillisPerStep", "validationMap")
                    .isEqualTo(expected.epochs());
        }
    }

    @Test
    void itSaysWhereItStoppedAndHowItGoesOn() {
        Training training = Training.of(new TinyBlock(), recipe().build())
                .directory(directory)
                .stopWhen(after(6));
        assertThatThrownBy(() -> training.run(manager, train, validation))
                .isInstanceOf(TrainingStoppedException.class)
                .hasMessage(
                        "The training stopped in epoch 2, after step 1 of 4; it goes on from there when it is resumed"
                                + " from " + directory);
        Training nowhere = Training.of(new TinyBlock(), recipe().build()).stopWhen(() -> true);
        assertThatThrownBy(() -> nowhere.run(manager, train, validation))
                .isInstanceOf(TrainingStoppedException.class)
                .hasMessage("The training stopped before its first step; without a directory, nothing was written");
    }

    @Test
    void interruptedBeforeItHasItsDirectoryItStopsAndGoesOn() throws IOException {
        Training training =
                Training.of(new TinyBlock(), recipe().build()).quiet().directory(directory);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> training.run(Pictures.of(train, validation)))
                .isInstanceOfSatisfying(TrainingStoppedException.class, stopped -> assertThat(stopped.isResumable())
                        .isTrue());
        assertThat(Thread.interrupted()).isTrue();
        try (TrainedNetwork network = Training.of(new TinyBlock(), recipe().build())
                .quiet()
                .directory(directory)
                .resume(true)
                .run(Pictures.of(train, validation))) {
            assertThat(network.history().epochs()).hasSize(3);
        }
    }

    /** Interrupts the training's thread at a step, as a caller from outside would. */
    private static ProgressListener interrupting(int atEpoch, int atStep) {
        return new ProgressListener() {
            private int epoch;

            @Override
            public void epochStarted(int number, int epochs, int steps) {
                epoch = number;
            }

            @Override
            public void stepDone(int step, double loss, double accuracy) {
                if (epoch == atEpoch && step == atStep) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Test
    void anInterruptedThreadFinishesTheStepWritesAndStaysInterrupted(@TempDir Path other) {
        Recipe recipe = recipe().batchSize(8).accumulation(2).averaging(0.9).build();
        TinyBlock whole = new TinyBlock();
        Training.of(whole, recipe).directory(other).run(manager, train, validation);
        // The last step of an epoch is followed by an evaluation, which an interrupt ends.
        for (int step : new int[] {1, 2, 4}) {
            Path into = directory.resolve(Integer.toString(step));
            Training training =
                    Training.of(new TinyBlock(), recipe).directory(into).listener(interrupting(2, step));
            assertThatThrownBy(() -> training.run(manager, train, validation))
                    .isInstanceOf(TrainingStoppedException.class);
            assertThat(Thread.interrupted()).isTrue();
            TinyBlock block = new TinyBlock();
            Training.of(block, recipe).directory(into).resume(true).run(manager, train, validation);
            assertSame(values(block), values(whole));
        }
    }

    @Test
    void anInterruptDuringTheEvaluationLosesNoStep(@TempDir Path other) {
        Recipe recipe = recipe().build();
        TinyBlock whole = new TinyBlock();
        Training.of(whole, recipe).directory(other).run(manager, train, validation);
        Thread caller = Thread.currentThread();
        ImageDataset slow = Colours.generate(30, 2);
        AtomicInteger evaluations = new AtomicInteger();
        Training training = Training.of(new TinyBlock(), recipe)
                .directory(directory)
                .stopWhen(() -> {
                    // After the last step of the second epoch it does not stop, but is interrupted a moment later.
                    if (evaluations.incrementAndGet() == 1 + 4 + 1 + 4) {
                        interruptSoon(caller);
                    }
                    return false;
                });
        try {
            training.run(manager, train, slow);
        } catch (TrainingStoppedException e) {
            assertThat(e.isResumable()).isTrue();
        }
        Thread.interrupted();
        TinyBlock block = new TinyBlock();
        Training.of(block, recipe).directory(directory).resume(true).run(manager, train, validation);
        assertSame(values(block), values(whole));
    }

    private static void interruptSoon(Thread caller) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                return;
            }
            caller.interrupt();
        });
        thread.start();
    }

    private Path files(int images) throws IOException {
        Path folder = directory.resolve("pictures");
        ImageDataset all = Colours.generate(images, 3);
        for (int i = 0; i < images; i++) {
            Path into = folder.resolve(Colours.CLASSES.get(all.label(i)));
            Files.createDirectories(into);
            ImageIO.write(all.picture(i), "png", into.resolve(i + ".png").toFile());
        }
        return folder;
    }

    @Test
    void streamedPicturesAndTheirCacheGoOnToTheBit() throws IOException {
        Path folder = files(60);
        Recipe recipe = recipe().build();
        Map<String, float[]> expected;
        try (TrainedNetwork whole = Training.of(new TinyBlock(), recipe)
                .quiet()
                .directory(directory.resolve("whole"))
                .run(Pictures.of(folder))) {
            expected = values(whole.block());
        }
        Path into = directory.resolve("stopped");
        int stops = 0;
        while (true) {
            try (TrainedNetwork network = Training.of(new TinyBlock(), recipe)
                    .quiet()
                    .directory(into)
                    .resume(true)
                    .stopWhen(after(2))
                    .run(Pictures.of(folder))) {
                assertSame(values(network.block()), expected);
                break;
            } catch (TrainingStoppedException e) {
                stops++;
            }
        }
        assertThat(stops).isGreaterThan(3);
    }

    private static FineTuning fineTuning() {
        Recipe.Builder phase = recipe().optimizer(new OptimizerSettings.AdamW()).schedule(new Schedule.Constant(0.01));
        return Recipe.fineTuning()
                .withHead(phase.epochs(4).augmentation(Augmentation.NONE).build())
                .withTuning(phase.epochs(4).build())
                .withTrainableFrom("stage1")
                .withHeldOut(0.2)
                .withGradualUnfreezing();
    }

    @Test
    void aFineTuningGoesOnInItsHeadAndInEveryStageToTheBit() throws IOException {
        Path weights = directory.resolve("pretrained");
        TinyBlock pretrained = new TinyBlock();
        Training.of(pretrained, recipe().build()).run(manager, Colours.generate(96, 7), null);
        SavedModel.save(pretrained, Colours.CLASSES, Map.of(), weights, "last");
        Path file = weights.resolve(SavedModel.fileName("last"));
        Pictures pictures = Pictures.of(train, validation);
        Map<String, float[]> expected;
        try (TrainedNetwork whole = Training.of(new TinyBlock(), fineTuning())
                .weights(file)
                .quiet()
                .directory(directory.resolve("whole"))
                .run(pictures)) {
            expected = values(whole.block());
        }
        Path into = directory.resolve("stopped");
        int stops = 0;
        while (true) {
            try (TrainedNetwork network = Training.of(new TinyBlock(), fineTuning())
                    .weights(file)
                    .quiet()
                    .directory(into)
                    .resume(true)
                    .stopWhen(after(3))
                    .run(pictures)) {
                assertSame(values(network.block()), expected);
                break;
            } catch (TrainingStoppedException e) {
                stops++;
            }
        }
        assertThat(stops).isGreaterThan(6);
        assertThatThrownBy(() -> Training.of(new TinyBlock(), fineTuning())
                        .weights(file)
                        .quiet()
                        .directory(into)
                        .run(pictures))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("holds a training already");
    }

    @Test
    void aRunOfPicturesThatIsInterruptedBeforeItsFirstStepSaysSo() {
        Thread.currentThread().interrupt();
        Training training = Training.of(new TinyBlock(), recipe().build()).quiet();
        assertThatThrownBy(() -> training.run(Pictures.of(train, validation)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
