package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.batches.FrozenFeatures;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training the rows after the frozen ones on the frozen ones' features. */
class FeatureTrainingTest extends WithEngine {
    private final ImageDataset train = Colours.generate(50, 1);
    private final ImageDataset validation = Colours.generate(20, 2);

    private static Recipe.Builder recipe() {
        return Recipe.builder()
                .epochs(3)
                .batchSize(16)
                .optimizer(new OptimizerSettings.Sgd(0.9, true))
                .schedule(new Schedule.WarmUpCosine(0.02, 0.1))
                .averaging(0.9)
                .clipNorm(5)
                .augmentation(Augmentation.NONE);
    }

    /** The same at every call. */
    private TinyBlock pretrained(Row frozenThrough) {
        TinyBlock block = new TinyBlock();
        Training.of(block, recipe().epochs(1).build()).run(manager, train, null);
        block.freezeThrough(frozenThrough);
        return block;
    }

    private FeatureDataset features(TinyBlock block, ImageDataset images) {
        return FrozenFeatures.of(block).inBatchesOf(16).compute(manager, images);
    }

    private TrainingHistory onFeatures(TinyBlock block, Training training) {
        return new InMemoryTraining(training).run(manager, features(block, train), features(block, validation));
    }

    @ParameterizedTest
    @EnumSource(names = {"STEM", "STAGE1", "POOLED"})
    void itIsTheTrainingOfTheWholeBlockWithTheSameRowsFrozen(Row frozenThrough) {
        TinyBlock whole = pretrained(frozenThrough);
        TrainingHistory expected =
                Training.of(whole, recipe().build()).learningRate("logits", 2).run(manager, train, validation);
        TinyBlock block = pretrained(frozenThrough);
        TrainingHistory result =
                onFeatures(block, Training.of(block, recipe().build()).learningRate("logits", 2));

        Map<String, float[]> wanted = values(whole);
        values(block)
                .forEach((name, values) ->
                        assertThat(values).as(name).containsExactly(wanted.get(name), Offset.offset(2e-4f)));
        for (int i = 0; i < 3; i++) {
            assertThat(result.epochs().get(i).loss())
                    .isCloseTo(expected.epochs().get(i).loss(), Offset.offset(1e-4));
            assertThat(result.epochs().get(i).validationLoss())
                    .isCloseTo(expected.epochs().get(i).validationLoss(), Offset.offset(1e-3));
        }
    }

    @Test
    void frozenRowsStayToTheBitTheOthersMoveAndTheSameSeedGivesTheSameBits() {
        TinyBlock block = pretrained(Row.STAGE1);
        Map<String, float[]> before = values(block);
        onFeatures(block, Training.of(block, recipe().build()));
        values(block).forEach((name, values) -> {
            if (name.startsWith("stem") || name.startsWith("stage1")) {
                assertThat(values).as(name).containsExactly(before.get(name));
            } else {
                assertThat(values).as(name).isNotEqualTo(before.get(name));
            }
        });
        TinyBlock again = pretrained(Row.STAGE1);
        onFeatures(again, Training.of(again, recipe().build()));
        assertSame(values(again), values(block));
        TinyBlock other = pretrained(Row.STAGE1);
        onFeatures(other, Training.of(other, recipe().seed(2).build()));
        assertThat(values(other).get("logits.weight"))
                .isNotEqualTo(values(block).get("logits.weight"));
    }

    @Test
    void itResumesToTheBit(@TempDir Path folder) {
        TinyBlock straight = pretrained(Row.POOLED);
        onFeatures(straight, Training.of(straight, recipe().build()));

        TinyBlock stopped = pretrained(Row.POOLED);
        Training interrupted =
                Training.of(stopped, recipe().build()).directory(folder).listener(new StopAfter(2));
        assertThatThrownBy(() -> onFeatures(stopped, interrupted)).hasMessage("stopped by the test");
        TinyBlock resumed = pretrained(Row.POOLED);
        onFeatures(
                resumed,
                Training.of(resumed, recipe().build()).directory(folder).resume(true));
        assertSame(values(resumed), values(straight));

        TinyBlock faster = pretrained(Row.POOLED);
        Training other = Training.of(faster, recipe().build())
                .learningRate("logits", 3)
                .directory(folder)
                .resume(true);
        assertThatThrownBy(() -> onFeatures(faster, other))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("was written with another recipe")
                .hasMessageContaining("with learning rates times {logits=3.0}");
    }

    private record StopAfter(int epoch) implements ProgressListener {
        @Override
        public void epochDone(EpochResult result) {
            if (result.epoch() == epoch) {
                throw new IllegalStateException("stopped by the test");
            }
        }
    }

    @Test
    void featuresOfOtherRowsAreRefused() {
        TinyBlock block = pretrained(Row.POOLED);
        FeatureDataset features = features(block, train);
        Training training = Training.of(block, recipe().build());
        block.freezeThrough(Row.STEM);
        assertThatThrownBy(() -> new InMemoryTraining(training).run(manager, features, null))
                .isInstanceOf(TrainingException.class)
                .hasMessage("The features have the shape (16), but the last frozen row, stem, gives (8, 4, 4): freeze"
                        + " the rows that made them, and no more");
        block.unfreeze();
        assertThatThrownBy(() -> new InMemoryTraining(training).run(manager, features, null))
                .isInstanceOf(TrainingException.class)
                .hasMessage("The first row of Tiny, stem, is not frozen, so there is nothing whose features these are:"
                        + " freeze what made them");
        assertThatThrownBy(() -> new InMemoryTraining(Training.of(new TinyBlock(), recipe().build()))
                        .run(manager, features, null))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("The network has no weights yet");
        block.freezeThrough(Row.LOGITS);
        FeatureDataset logits = features(block, train);
        assertThatThrownBy(() -> new InMemoryTraining(training).run(manager, logits, null))
                .hasMessage("Nothing can learn: every row is frozen; unfreeze at least one");
    }
}
