package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.EarlyStopping;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TrainingTest extends WithEngine {
    private final ImageDataset train = Colours.generate(96, 1);
    private final ImageDataset validation = Colours.generate(40, 2);

    private static Recipe.Builder recipe() {
        return Recipe.builder()
                .epochs(2)
                .batchSize(16)
                .schedule(new Schedule.WarmUpCosine(0.1, 0.1))
                .augmentation(Augmentation.CIFAR.withPad(1, Augmentation.Border.ZERO));
    }

    private Map<String, float[]> trained(Recipe recipe) {
        TinyBlock block = new TinyBlock();
        Training.of(block, recipe).run(manager, train, null);
        return values(block);
    }

    @Test
    void aProblemThatCanBeLearnedIsLearned() {
        TinyBlock block = new TinyBlock();
        TrainingHistory result = Training.of(block, recipe().epochs(8).build()).run(manager, train, validation);

        assertThat(result.epochs()).extracting(EpochResult::epoch).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(result.last().validationAccuracy()).isGreaterThan(0.9);
        assertThat(result.last().loss()).isLessThan(result.epochs().get(0).loss());
        assertThat(result.last().learningRate()).isLessThan(0.01);

        Evaluation evaluation = Evaluator.evaluate(block, manager, validation, 7);
        assertThat(evaluation.accuracy()).isEqualTo(result.last().validationAccuracy());
    }

    @Test
    void aTrainingEndsEarlyWhenTheValidationLossNoLongerFalls() {
        List<String> said = new ArrayList<>();
        Recipe patient = recipe().epochs(20)
                .earlyStopping(Optional.of(new EarlyStopping(2, 100)))
                .build();
        TrainingHistory result = Training.of(new TinyBlock(), patient)
                .listener(new ProgressListener() {
                    @Override
                    public void noted(String line) {
                        said.add(line);
                    }
                })
                .run(manager, train, validation);
        assertThat(result.epochs()).hasSize(3);
        assertThat(said)
                .containsExactly(
                        "loss and val_loss are plain cross-entropy; objective, which is minimised, has label smoothing of"
                                + " 0.1",
                        "stopped after epoch 3: the validation loss has not fallen by more than 100.0 for 2 epochs; the"
                                + " best epoch was " + result.best().epoch());
        assertThatThrownBy(() -> Training.of(new TinyBlock(), patient).run(manager, train, null))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("Early stopping watches the validation loss, but there is no validation data");
    }

    @Test
    void theSameSeedGivesTheSameWeightsToTheBitAndAnotherSeedOthers() {
        Map<String, float[]> first = trained(recipe().build());
        assertSame(trained(recipe().build()), first);
        assertThat(trained(recipe().seed(2).build()).get("logits.weight")).isNotEqualTo(first.get("logits.weight"));
    }

    @Test
    void itTrainsTheSameOnAThreadOfItsOwn() throws Exception {
        Map<String, float[]> here = trained(recipe().averaging(0.9).clipNorm(1).build());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            assertSame(
                    thread.submit(() ->
                                    trained(recipe().averaging(0.9).clipNorm(1).build()))
                            .get(),
                    here);
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void everyParameterMoves() {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        Map<String, float[]> before = values(block);
        Training.of(block, recipe().epochs(1).build()).run(manager, train, null);
        values(block).forEach((name, values) -> assertThat(values).as(name).isNotEqualTo(before.get(name)));
    }

    @Test
    void frozenRowsStayAsTheyAreToTheBit() {
        TinyBlock block = new TinyBlock();
        Training.of(block, recipe().build()).run(manager, train, null);
        Map<String, float[]> before = values(block);
        block.freezeThrough(Row.STAGE1);
        Training.of(block, recipe().averaging(0.99).build()).run(manager, train, null);
        values(block).forEach((name, values) -> {
            if (name.startsWith("stem") || name.startsWith("stage1")) {
                assertThat(values).as(name).containsExactly(before.get(name));
            } else {
                assertThat(values).as(name).isNotEqualTo(before.get(name));
            }
        });
    }

    @Test
    void stepsLeaveNoArraysOpen() {
        List<Integer> open = new ArrayList<>();
        ProgressListener counting = new ProgressListener() {
            @Override
            public void stepDone(int step, double loss, double accuracy) {
                open.add(manager.getManagedArrays().size());
            }
        };
        Recipe everything = recipe().epochs(9)
                .clipNorm(1)
                .averaging(0.9)
                .optimizer(new OptimizerSettings.AdamW())
                .build();
        Training.of(new TinyBlock(), everything).listener(counting).run(manager, train, validation);
        assertThat(open).hasSize(54);
        assertThat(open.stream().distinct().count())
                .as("different counts: %s", open)
                .isOne();
    }

    @Test
    void listenersHearEverythingInOrder() {
        Recorder recorder = new Recorder();
        Recipe twoSteps = recipe().batchSize(64).build();
        Training.of(new TinyBlock(), twoSteps).listener(recorder).run(manager, train, validation);
        assertThat(recorder.heard)
                .containsExactly(
                        "epoch 1/2 of 2 steps",
                        "step 1",
                        "step 2",
                        "epoch 1 done",
                        "epoch 2/2 of 2 steps",
                        "step 1",
                        "step 2",
                        "epoch 2 done",
                        "stopped");
    }

    private static final class Recorder implements ProgressListener {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void epochStarted(int epoch, int epochs, int steps) {
            heard.add("epoch " + epoch + "/" + epochs + " of " + steps + " steps");
        }

        @Override
        public void stepDone(int step, double loss, double accuracy) {
            assertThat(loss).isPositive();
            assertThat(accuracy).isBetween(0.0, 1.0);
            heard.add("step " + step);
        }

        @Override
        public void epochDone(EpochResult result) {
            heard.add("epoch " + result.epoch() + " done");
        }

        @Override
        public void stopped() {
            heard.add("stopped");
        }
    }

    @Test
    void aLossThatDivergesStopsTheTrainingAndTheListenersHearOfIt() {
        Recorder recorder = new Recorder();
        Recipe reckless = recipe().schedule(new Schedule.Constant(1e30)).build();
        Training training = Training.of(new TinyBlock(), reckless).listener(recorder);
        assertThatThrownBy(() -> training.run(manager, train, null))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching(
                        "The loss is (NaN|Infinity) at epoch 1, step \\d, learning rate 1.0E30: the activations of row"
                                + " \\w+ were the first that are not finite: lower the learning rate, warm up longer or clip the"
                                + " gradient");
        assertThat(recorder.heard).startsWith("epoch 1/2 of 6 steps").endsWith("stopped");
    }

    @Test
    void dataOfOtherClassesThanTheNetworkIsRefused() {
        Recorder recorder = new Recorder();
        Training training = Training.of(new TinyBlock(4), recipe().build()).listener(recorder);
        assertThatThrownBy(() -> training.run(manager, train, null))
                .isInstanceOf(TrainingException.class)
                .hasMessage("The data has 3 classes, but the last row of Tiny, logits, gives (4):"
                        + " end the table with @Dense(units = 3), or make the block for them: new TinyBlock(3)");
        assertThat(recorder.heard).containsExactly("stopped");
    }

    @Test
    void validationDataOfOtherClassesIsRefused() {
        ImageDataset other = Colours.generate(6, 3, List.of("green", "red", "blue"));
        Training training = Training.of(new TinyBlock(), recipe().build());
        assertThatThrownBy(() -> training.run(manager, train, other))
                .isInstanceOf(TrainingException.class)
                .hasMessage("The validation data has the classes [green, red, blue], the training data"
                        + " [red, green, blue]: they must be the same, in the same order");
    }

    @Test
    void validationImagesOfAnotherSizeAreRefusedBeforeTheFirstEpoch() {
        Recorder recorder = new Recorder();
        ImageDataset other = new ImageDataset(1, 1, 3, Colours.CLASSES, new byte[][] {{1, 2, 3}}, new int[] {0});
        Training training = Training.of(new TinyBlock(), recipe().build()).listener(recorder);
        assertThatThrownBy(() -> training.run(manager, train, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The network's input is 8 × 8 × 3, but the data set has images of 1 × 1 × 3");
        assertThat(recorder.heard).containsExactly("stopped");
    }

    @Test
    void oneImageIsNotEnough() {
        Training training = Training.of(new TinyBlock(), recipe().build());
        assertThatThrownBy(() -> training.run(manager, Colours.generate(1, 1), null))
                .isInstanceOf(TrainingException.class)
                .hasMessage("Training needs at least two images, not 1");
        assertThat(Training.of(new TinyBlock(), recipe().build())
                        .run(manager, Colours.generate(2, 1), null)
                        .epochs())
                .hasSize(2);
    }

    @Test
    void aLastBatchOfOneImageIsLeftOut() {
        Recorder recorder = new Recorder();
        Training.of(new TinyBlock(), recipe().epochs(1).build())
                .listener(recorder)
                .run(manager, Colours.generate(33, 1), null);
        assertThat(recorder.heard).startsWith("epoch 1/1 of 2 steps");
    }

    @Test
    void senselessRecipesAreRefused() {
        assertThatThrownBy(() -> recipe().epochs(0).build()).hasMessage("epochs must be at least 1, not 0");
        assertThatThrownBy(() -> recipe().batchSize(1).build()).hasMessage("batchSize must be at least 2, not 1");
        assertThatThrownBy(() -> recipe().weightDecay(-1).build())
                .hasMessage("weightDecay must be at least 0, not -1.0");
        assertThatThrownBy(() -> recipe().labelSmoothing(1).build())
                .hasMessage("labelSmoothing must be at least 0 and below 1, not 1.0");
        assertThatThrownBy(() -> recipe().clipNorm(Double.NaN).build())
                .hasMessage("clipNorm must be at least 0, not NaN");
        assertThatThrownBy(() -> recipe().averaging(1).build())
                .hasMessage("averaging must be at least 0 and below 1, not 1.0");
    }

    @Test
    void aSingleClassIsRefusedBeforeALossOfNothing() {
        ImageDataset red = Colours.generate(30, 1).ofClasses(List.of("red"));
        assertThatThrownBy(() ->
                        Training.of(new TinyBlock(1), Recipe.fromScratch()).run(manager, red, null))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "The data has the single class red: a network would learn to answer it to anything, so there"
                                + " must be pictures of another class too, if only of everything else");
        assertThatThrownBy(() -> Training.of(new TinyBlock(1), Recipe.fromScratch())
                        .quiet()
                        .run(Pictures.of(red)))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("The data has the single class red");
    }
}
