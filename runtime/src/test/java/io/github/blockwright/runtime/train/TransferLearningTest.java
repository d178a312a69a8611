package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.CountedBlock;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From telling colours to telling other ones: the classes change their order, so that the old head is of no use. */
class TransferLearningTest extends WithEngine {
    // Batches of another size, or with some of the same images, may add in another order.
    private static final Offset<Double> ROUNDING = Offset.offset(1e-6);
    private static final Augmentation CHANGE = Augmentation.NONE.withPad(1, Augmentation.Border.ZERO);

    private final ImageDataset train = turned(Colours.generate(60, 3));
    private final ImageDataset validation = turned(Colours.generate(30, 4));

    private static ImageDataset turned(ImageDataset colours) {
        byte[][] pixels =
                IntStream.range(0, colours.size()).mapToObj(colours::pixels).toArray(byte[][]::new);
        int[] labels = IntStream.range(0, colours.size())
                .map(i -> (colours.label(i) + 1) % 3)
                .toArray();
        return new ImageDataset(8, 8, 3, List.of("blue", "red", "green"), pixels, labels);
    }

    private static Recipe.Builder recipe(double rate) {
        return Recipe.builder()
                .epochs(3)
                .batchSize(10)
                .optimizer(new OptimizerSettings.AdamW())
                .schedule(new Schedule.Constant(rate))
                .augmentation(CHANGE);
    }

    private TinyBlock pretrained() {
        TinyBlock block = new TinyBlock();
        Training.of(block, recipe(0.01).build()).run(manager, Colours.generate(96, 1), null);
        return block;
    }

    private FineTuningResult transfer(TinyBlock block, TransferLearning<TinyBlock> transfer) {
        block.freezeThrough(Row.POOLED);
        return transfer.run(
                manager,
                train,
                validation,
                recipe(0.02).build(),
                recipe(0.002).build(),
                b -> b.freezeThrough(Row.STEM));
    }

    @Test
    void bothPhasesImproveOnWhatWasThere() {
        TinyBlock block = pretrained();
        Evaluation before = Evaluator.evaluate(block, manager, validation, 10);
        List<EpochResult> heard = new ArrayList<>();
        FineTuningResult result =
                transfer(block, TransferLearning.of(block).views(2).listener(new ProgressListener() {
                    @Override
                    public void epochDone(EpochResult epoch) {
                        heard.add(epoch);
                    }
                }));

        Evaluation head = result.head().orElseThrow().validation().orElseThrow();
        Evaluation tuned = result.tuning().orElseThrow().validation().orElseThrow();
        assertThat(head.loss()).isLessThan(before.loss());
        assertThat(tuned.loss()).isLessThan(head.loss());
        assertThat(tuned.accuracy()).isGreaterThan(0.9);
        assertThat(Evaluator.evaluate(block, manager, validation, 10).loss()).isCloseTo(tuned.loss(), ROUNDING);
        assertThat(result.tuning().orElseThrow().history().last().validationLoss())
                .isEqualTo(tuned.loss());
        assertThat(result.head().orElseThrow().history().last().validationLoss())
                .isEqualTo(head.loss());
        assertThat(heard)
                .hasSize(6)
                .containsAll(result.tuning().orElseThrow().history().epochs());
        assertThat(result.head().orElseThrow().features()).isPositive();
        assertThat(result.tuning().orElseThrow().features()).isZero();
        assertThat(result.tuning().orElseThrow().time()).isPositive();
    }

    @Test
    void whatIsFrozenInAPhaseStaysToTheBit() {
        TinyBlock block = pretrained();
        Map<String, float[]> start = values(block);
        transfer(block, TransferLearning.of(block));
        values(block).forEach((name, values) -> {
            if (name.startsWith("stem")) {
                assertThat(values).as(name).containsExactly(start.get(name));
            } else {
                assertThat(values).as(name).isNotEqualTo(start.get(name));
            }
        });
        TinyBlock headOnly = pretrained();
        headOnly.freezeThrough(Row.POOLED);
        TransferLearning.of(headOnly)
                .trainHead(manager, train, null, recipe(0.02).build());
        values(headOnly).forEach((name, values) -> {
            if (!name.startsWith("logits")) {
                assertThat(values).as(name).containsExactly(start.get(name));
            }
        });
    }

    @Test
    void theSameSettingsGiveTheSameWeightsToTheBitCachedOrNot(@TempDir Path folder) {
        TinyBlock first = pretrained();
        transfer(first, TransferLearning.of(first).views(2).chooseEpoch(0.2, 1));
        for (int time = 0; time < 2; time++) {
            TinyBlock again = pretrained();
            transfer(
                    again,
                    TransferLearning.of(again).views(2).chooseEpoch(0.2, 1).cache(folder));
            assertSame(values(again), values(first));
            for (String name : List.of("train", "held-out", "validation")) {
                assertThat(folder.resolve(name + ".features")).exists();
            }
        }
    }

    @Test
    void thePassOverTheImagesIsASingleOne(@TempDir Path folder) {
        CountedBlock block = new CountedBlock();
        block.initialize(manager);
        TransferLearning<CountedBlock> transfer = TransferLearning.of(block).cache(folder);
        FineTuningResult.Phase phase =
                transfer.trainHead(manager, train, validation, recipe(0.02).build());
        assertThat(phase.history().epochs()).hasSize(3);
        assertThat(block.layer(CountedBlock.Row.COUNTED).isFrozen())
                .as("by itself")
                .isTrue();
        assertThat(block.count()).isEqualTo(train.size() + validation.size());
        transfer.trainHead(manager, train, validation, recipe(0.02).epochs(5).build());
        assertThat(block.count()).isEqualTo(train.size() + validation.size());
    }

    @Test
    void aChosenEpochIsTheBestOnHeldOutImagesWhateverTheValidationImagesSay() {
        TinyBlock chosen = pretrained();
        ImageDataset.Parts parts = train.split(0.3, 5);
        TransferLearning<TinyBlock> choosing = TransferLearning.of(chosen).chooseEpoch(0.3, 5);
        Recipe wild = recipe(0.2).epochs(6).build();
        FineTuningResult.Phase phase = choosing.fineTune(manager, train, validation, wild, TinyBlock::unfreeze);

        EpochResult best = phase.history().best();
        Evaluation heldOut = Evaluator.evaluate(chosen, manager, parts.first(), 10);
        assertThat(heldOut.accuracy()).isEqualTo(best.validationAccuracy());
        assertThat(heldOut.loss()).isCloseTo(best.validationLoss(), ROUNDING);

        // Another validation set, and none, lead to the same weights.
        for (ImageDataset other : new ImageDataset[] {validation.subset(0, 1), null}) {
            TinyBlock same = pretrained();
            TransferLearning.of(same).chooseEpoch(0.3, 5).fineTune(manager, train, other, wild, TinyBlock::unfreeze);
            assertSame(values(same), values(chosen));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnyImagePasses() {
        CountedBlock block = new CountedBlock();
        block.initialize(manager);
        TransferLearning<CountedBlock> transfer = TransferLearning.of(block);
        Recipe fits = recipe(0.01).build();
        Recipe tooWide = recipe(0.01)
                .augmentation(Augmentation.CIFAR.withPad(8, Augmentation.Border.REFLECT))
                .build();
        ImageDataset others = Colours.generate(8, 1, List.of("a", "b", "c"));
        assertThatThrownBy(() -> transfer.trainHead(manager, train, others, fits))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("The validation data has the classes [a, b, c]");
        assertThatThrownBy(() -> transfer.run(manager, train, validation, fits, tooWide, CountedBlock::unfreeze))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An image of 8 × 8 has no 8 pixels to reflect: pad must be below 8");
        assertThat(block.count()).isZero();
        assertThatThrownBy(() -> TransferLearning.of(new CountedBlock()).trainHead(manager, train, null, fits))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Counted has no weights yet: load or initialize them first");
    }

    @Test
    void nothingStaysOpen() {
        TinyBlock block = pretrained();
        int open = manager.getManagedArrays().size();
        transfer(block, TransferLearning.of(block).views(2).chooseEpoch(0.2, 1));
        assertThat(manager.getManagedArrays()).hasSize(open);
    }

    @Test
    void rowsLearnAtTheirOwnRateInTheSecondPhase() {
        TinyBlock block = pretrained();
        Map<String, float[]> before = values(block);
        TransferLearning.of(block)
                .learningRate("stem", 1e-12)
                .fineTune(manager, train, null, recipe(0.002).build(), TinyBlock::unfreeze);
        assertThat(values(block).get("stem.conv.weight")).containsExactly(before.get("stem.conv.weight"));
        assertThat(values(block).get("head.conv.weight")).isNotEqualTo(before.get("head.conv.weight"));
        assertThatThrownBy(() -> TransferLearning.of(block).learningRate("stern", 1))
                .hasMessageStartingWith("There is no row stern");
        assertThatThrownBy(() -> TransferLearning.of(block).chooseEpoch(1, 1))
                .hasMessage("The held-out fraction must be above 0 and below 1, not 1.0");
    }
}
