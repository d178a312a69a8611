package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what a training came to, to another task. */
class StartingWeightsTest extends WithEngine {
    private static final Recipe PHASE = Recipe.builder()
            .epochs(1)
            .batchSize(16)
            .augmentation(Augmentation.NONE)
            .build();
    private static final FineTuning RECIPE = Recipe.fineTuning().withHead(PHASE).withTuning(PHASE);

    private final ImageDataset train = Colours.generate(60, 1);
    private final ImageDataset validation = Colours.generate(30, 2);
    private final List<String> two = List.of("green", "blue");
    private final Pictures fewer = Pictures.of(train.ofClasses(two), validation.ofClasses(two));

    @TempDir
    private Path directory;

    @BeforeEach
    void trainOnThreeClasses() throws IOException {
        Training.of(new TinyBlock(), PHASE)
                .quiet()
                .directory(directory)
                .run(Pictures.of(train, validation))
                .close();
    }

    @Test
    void aRunDirectoryOrAModelFileBeginsATrainingForOtherClasses() throws IOException {
        for (Path weights : List.of(directory, directory.resolve("last-0000.params"))) {
            try (TrainedNetwork network = Training.of(new TinyBlock(2), RECIPE.headOnly())
                    .quiet()
                    .weights(weights)
                    .run(fewer)) {
                LoadReport report = network.loaded().orElseThrow();
                assertThat(report.kept()).containsExactly("logits.weight", "logits.bias");
                assertThat(report.skipped()).containsExactly("logits.weight", "logits.bias");
                assertThat(report.matched()).contains("stem.conv.weight");
                assertThat(network.classes()).isEqualTo(two);
            }
        }
    }

    @Test
    void anEstimateTellsWhatLearnsAndLeavesTheBlockAlone() throws IOException {
        TinyBlock block = new TinyBlock(2);
        TrainingEstimate estimate = Training.of(block, RECIPE.withTrainableFrom("stage2"))
                .quiet()
                .weights(directory)
                .estimate(fewer);
        assertThat(estimate.frozen()).containsExactly("stem", "stage1");
        assertThat(estimate.trained()).containsExactly("stage2", "head", "logits");
        assertThat(estimate.parameters()).isEqualTo(block.summary().parameters());
        assertThat(estimate.headParameters()).isEqualTo(2 * 17);
        assertThat(estimate.tunedParameters()).isEqualTo(1464 + 224 + 2 * 17);
        assertThat(estimate.memory()).isPositive();
        assertThat(estimate.tuning()).isPositive();
        assertThat(block.isInitialized()).isFalse();
        assertThat(estimate.toString())
                .startsWith(
                        "frozen: stem, stage1\ntrained: stage2, head, logits\nparameters: 1,722 of 2,914 learn, 34 of"
                                + " them on frozen features first");
    }
}
