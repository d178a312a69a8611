package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.TransferLearning;
import io.github.blockwright.runtime.train.TransferResult;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.Head;
import io.github.blockwright.runtime.weights.NameMap;
import io.github.blockwright.runtime.weights.Weights;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    @Test
    @Tag("long")
    void aLinearProbeOnKerasFeaturesTellsCatsFromDogs() throws Exception {
        Path weights = TestData.path("weights/mobilenet_v2_0.35_224_keras_notop.safetensors");
        Path photos = TestData.path("cats_and_dogs");
        Recipe recipe = Recipe.builder()
                .epochs(20)
                .batchSize(32)
                .optimizer(new OptimizerSettings.AdamW())
                .schedule(new Schedule.WarmUpCosine(1e-3, 0.1))
                .weightDecay(0.01)
                .augmentation(Augmentation.NONE)
                .build();
        Pictures pictures = Pictures.of(photos);
        try (NDManager manager = NDManager.newBaseManager()) {
            NarrowKerasBackboneBlock block = new NarrowKerasBackboneBlock();
            Weights.load(block, NameMap.of(block, Family.KERAS), weights, Head.SKIP, manager);
            block.freezeThrough(NarrowKerasBackboneBlock.Row.POOLED);
            TransferResult.Phase phase = TransferLearning.of(block)
                    .trainHead(
                            manager,
                            pictures.train(block.summary().input()),
                            pictures.validation(block.summary().input()),
                            recipe);
            assertThat(phase.validation().orElseThrow().accuracy()).isGreaterThanOrEqualTo(0.96);
        }
    }
}
