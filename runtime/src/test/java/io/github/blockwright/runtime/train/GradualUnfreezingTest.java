package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradualUnfreezingTest extends WithEngine {
    private static final Recipe PHASE = Recipe.builder()
            .epochs(3)
            .batchSize(16)
            .schedule(new Schedule.Constant(0.01))
            .augmentation(Augmentation.NONE)
            .build();
    private static final FineTuning RECIPE =
            Recipe.fineTuning().withHead(PHASE).withTuning(PHASE).withTrainableFrom("stage1");

    private static final Set<Parameter.Type> NORMALISATION = EnumSet.of(
            Parameter.Type.GAMMA, Parameter.Type.BETA, Parameter.Type.RUNNING_MEAN, Parameter.Type.RUNNING_VAR);

    private final Pictures pictures = Pictures.of(Colours.generate(60, 1), Colours.generate(30, 2));

    @TempDir
    private Path directory;

    private TinyBlock block() {
        TinyBlock block = new TinyBlock();
        manager.getEngine().setRandomSeed(5);
        block.initialize(manager);
        return block;
    }

    @Test
    void rowsAreUnfrozenFromTheLastToTheFirst() {
        Unfreezing unfreezing = new Unfreezing(new TinyBlock());
        // stem 0, stage1 1, stage2 2, head 3; what follows is the head of the network, which always learns.
        assertThat(unfreezing.stages(1, 10)).containsExactly(3, 2, 1);
        assertThat(unfreezing.stages(1, 2)).containsExactly(3, 1);
        assertThat(unfreezing.stages(0, 1)).containsExactly(0);
        assertThat(unfreezing.first(Optional.empty())).isEqualTo(3);
        assertThatThrownBy(() -> unfreezing.first(Optional.of("stage9")))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("There is no row stage9 to unfreeze from; there are [stem, stage1, ");
    }

    @Test
    void theStagesShareTheEpochs() {
        Recipe five = PHASE.toBuilder().epochs(5).seed(7).build();
        List<GradualUnfreezing.Stage> stages = GradualUnfreezing.stages(List.of(3, 1), five, Optional.of(directory));
        assertThat(stages).extracting(stage -> stage.recipe().epochs()).containsExactly(2, 3);
        assertThat(stages).extracting(stage -> stage.recipe().seed()).containsExactly(7, 8);
        assertThat(stages.get(0).directory()).contains(directory.resolve("unfreezing-1"));
        assertThat(stages.get(1).directory()).contains(directory);
    }

    @Test
    void everyStageFreesOneRowMoreAndTheHistoryHasAllEpochs() throws IOException {
        TinyBlock block = block();
        List<String> frozen = new ArrayList<>();
        ProgressListener watch = new ProgressListener() {
            @Override
            public void epochDone(EpochResult result) {
                frozen.add(block.getChildren().stream()
                        .filter(row -> ((io.github.blockwright.runtime.layers.Layer) row.getValue()).isFrozen())
                        .map(row -> row.getKey())
                        .toList()
                        .toString());
            }
        };
        try (TrainedNetwork network = Training.of(block, RECIPE.withGradualUnfreezing())
                .quiet()
                .manager(manager)
                .listener(watch)
                .run(pictures)) {
            assertThat(network.history().epochs())
                    .extracting(EpochResult::epoch)
                    .containsExactly(1, 2, 3);
        }
        assertThat(frozen.subList(3, 6)).containsExactly("[stem, stage1, stage2]", "[stem, stage1]", "[stem]");
    }

    @Test
    void anInterruptedStageGoesOnToTheSameWeights() throws IOException {
        FineTuning recipe = RECIPE.withGradualUnfreezing();
        Path whole = directory.resolve("whole");
        Path broken = directory.resolve("broken");
        Training.of(block(), recipe).quiet().directory(whole).run(pictures).close();
        int[] epochs = {0};
        ProgressListener stop = new ProgressListener() {
            @Override
            public void epochStarted(int epoch, int all, int steps) {
                epochs[0]++;
                if (epochs[0] == 5) {
                    throw new CancellationException();
                }
            }
        };
        assertThatThrownBy(() -> Training.of(block(), recipe)
                        .quiet()
                        .directory(broken)
                        .listener(stop)
                        .run(pictures))
                .isInstanceOf(CancellationException.class);
        assertThat(broken.resolve("unfreezing-1/checkpoint.zip")).exists();
        assertThatThrownBy(() ->
                        Training.of(block(), recipe).quiet().directory(broken).run(pictures))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(broken.resolve("unfreezing-1") + " holds a training already: resume it");
        Training.of(block(), recipe)
                .quiet()
                .directory(broken)
                .resume(true)
                .run(pictures)
                .close();
        assertThat(Files.readAllBytes(broken.resolve("fine-tuned-0000.params")))
                .isEqualTo(Files.readAllBytes(whole.resolve("fine-tuned-0000.params")));
    }

    @Test
    void aRowLearnsMoreSlowlyThanTheRowAfterIt() throws IOException {
        FineTuning fast = RECIPE.withTrainableFrom("stem");
        assertThat(change(fast.withLayerDecay(0.01))).isLessThan(change(fast) / 10);
        assertThatThrownBy(() -> fast.withLayerDecay(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layerDecay must be above 0 and at most 1, not 0.0");
    }

    @Test
    void batchNormalisationStaysAsItCameWhereItIsFrozen() throws IOException {
        FineTuning recipe = RECIPE.withTrainableFrom("stem").withFrozenBatchNorm(true);
        for (FineTuning each : List.of(recipe, recipe.withGradualUnfreezing())) {
            TinyBlock block = block();
            List<float[]> before = normalisation(block);
            float stem = stem(block);
            try (TrainedNetwork network =
                    Training.of(block, each).quiet().manager(manager).run(pictures)) {
                assertThat(normalisation(network.block())).containsExactlyElementsOf(before);
                assertThat(stem((TinyBlock) network.block())).isNotEqualTo(stem);
            }
        }
    }

    /** Scales, shifts and running statistics. */
    private static List<float[]> normalisation(NetworkBlock<?, ?> block) {
        return block.getParameters().stream()
                .map(Pair::getValue)
                .filter(parameter -> NORMALISATION.contains(parameter.getType()))
                .map(parameter -> parameter.getArray().toFloatArray())
                .toList();
    }

    /** By how much the second phase moves the first weight of the stem. */
    private float change(FineTuning recipe) throws IOException {
        TinyBlock block = block();
        float before = stem(block);
        try (TrainedNetwork network =
                Training.of(block, recipe).quiet().manager(manager).run(pictures)) {
            return Math.abs(stem((TinyBlock) network.block()) - before);
        }
    }

    private static float stem(TinyBlock block) {
        return block.getParameters().valueAt(0).getArray().toFloatArray()[0];
    }
}
