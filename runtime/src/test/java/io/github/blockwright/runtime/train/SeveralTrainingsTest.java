package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several trainings in one process, which has one generator of random numbers for all. */
class SeveralTrainingsTest extends WithEngine {
    private final ImageDataset train = Colours.generate(60, 1);
    private final ImageDataset validation = Colours.generate(30, 2);

    private Map<String, float[]> trained(int seed) {
        Recipe recipe = Recipe.builder()
                .epochs(3)
                .batchSize(8)
                .seed(seed)
                .averaging(seed % 2 == 0 ? 0.9 : 0)
                .optimizer(seed % 3 == 0 ? new OptimizerSettings.AdamW() : new OptimizerSettings.Sgd(0.9, true))
                .preciseBatchNorm(seed % 2 == 1 ? 32 : 0)
                .augmentation(new Augmentation(2, Augmentation.Border.REFLECT, true, 3))
                .build();
        try (NDManager own = NDManager.newBaseManager()) {
            TinyBlock block = new TinyBlock();
            Training.of(block, recipe).run(own, train, validation);
            return values(block);
        }
    }

    @Test
    void eachComesToWhatItComesToAloneToTheBit() throws Exception {
        List<Map<String, float[]>> alone = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            alone.add(trained(seed));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Map<String, float[]>>> together = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                int own = seed;
                together.add(threads.submit(() -> trained(own)));
            }
            for (int seed = 0; seed < 4; seed++) {
                assertSame(together.get(seed).get(), alone.get(seed));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(alone.get(1)).isNotEqualTo(alone.get(2));
    }
}
