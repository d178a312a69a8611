package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.batches.FeatureBatches;
import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.layers.BatchNormalization;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PreciseBatchNormTest extends WithEngine {
    /** Eight maps of 2 channels and 1 × 2 pixels: the first channel counts, the second is constant. */
    private static FeatureBatches batches(int batchSize) {
        float[][] images = new float[8][];
        for (int i = 0; i < images.length; i++) {
            images[i] = new float[] {2 * i, 2 * i + 1, 5, 5};
        }
        FeatureDataset data =
                new FeatureDataset(new Shape(2, 1, 2), List.of("a"), new float[][][] {images}, new int[8]);
        return FeatureBatches.of(data, batchSize);
    }

    private BatchNormalization layer() {
        BatchNormalization layer = new BatchNormalization(Conventions.PYTORCH, 2);
        layer.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 1, 2));
        return layer;
    }

    @Test
    void theStatisticsAreThoseOfAllImagesTogether() {
        for (int batchSize : new int[] {8, 4, 2}) {
            BatchNormalization layer = layer();
            PreciseBatchNorm.recompute(layer, batches(batchSize), 1, 8, manager);
            // Of 0, 1, ..., 15: a batch's own variance is divided by one less than its values, as the engine's is.
            float[] mean = layer.getParameters().get("runningMean").getArray().toFloatArray();
            float[] variance =
                    layer.getParameters().get("runningVar").getArray().toFloatArray();
            int n = 2 * batchSize;
            double within = (n * n - 1) / 12.0;
            double expected = (16 * 16 - 1) / 12.0 - within + within * n / (n - 1);
            assertThat(mean).containsExactly(new float[] {7.5f, 5}, Offset.offset(1e-4f));
            assertThat(variance).containsExactly(new float[] {(float) expected, 0}, Offset.offset(1e-3f));
        }
    }

    @Test
    void frozenLayersKeepTheirs() {
        BatchNormalization layer = layer();
        layer.setFrozen(true);
        PreciseBatchNorm.recompute(layer, batches(4), 1, 8, manager);
        assertThat(layer.getParameters().get("runningMean").getArray().toFloatArray())
                .containsExactly(0, 0);
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        block.freezeThrough(Row.STEM);
        Map<String, float[]> before = values(block);
        Training.of(block, recipe().epochs(1).preciseBatchNorm(64).build()).run(manager, Colours.generate(64, 1), null);
        values(block).forEach((name, value) -> {
            if (name.startsWith("stem")) {
                assertThat(value).as(name).containsExactly(before.get(name));
            }
        });
    }

    @Test
    void afterFewStepsANetworkIsMeasuredByTheWeightsThatItHas() {
        ImageDataset train = Colours.generate(64, 1);
        ImageDataset validation = Colours.generate(60, 2);
        TrainingHistory running = Training.of(new TinyBlock(), recipe().build()).run(manager, train, validation);
        TrainingHistory precise = Training.of(
                        new TinyBlock(), recipe().preciseBatchNorm(64).build())
                .run(manager, train, validation);
        assertThat(precise.last().accuracy())
                .as("training itself is the same")
                .isEqualTo(running.last().accuracy());
        assertThat(precise.last().validationLoss()).isLessThan(running.last().validationLoss());
    }

    private static Recipe.Builder recipe() {
        return Recipe.builder()
                .epochs(4)
                .batchSize(32)
                .schedule(new Schedule.Constant(0.1))
                .augmentation(Augmentation.NONE);
    }
}
