package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.weights.Family;
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
        NarrowKerasBackboneBlock block = new NarrowKerasBackboneBlock();
        try (TrainedNetwork network = Training.of(
                        block, Recipe.fineTuning().withHead(recipe).headOnly())
                .weights(weights, Family.KERAS)
                .quiet()
                .run(Pictures.of(photos))) {
            assertThat(network.evaluation().accuracy()).isGreaterThanOrEqualTo(0.96);
        }
    }
}
