package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureBatchesTest extends WithEngine {
    private static final int SIZE = 11;
    private static final List<String> CLASSES =
            IntStream.range(0, SIZE).mapToObj(Integer::toString).toList();

    /** Features that say which view and image they are of, and which place they have in it; every image has its class. */
    private static FeatureDataset data(int views, Shape shape) {
        float[][][] values = new float[views][SIZE][(int) shape.size()];
        for (int view = 0; view < views; view++) {
            for (int image = 0; image < SIZE; image++) {
                for (int place = 0; place < shape.size(); place++) {
                    values[view][image][place] = 1000 * view + 50 * image + place;
                }
            }
        }
        return new FeatureDataset(
                shape, CLASSES, values, IntStream.range(0, SIZE).toArray());
    }

    private List<Integer> labels(BatchSource source, int epoch) {
        List<Integer> labels = new ArrayList<>();
        try (BatchStream stream = source.open(epoch)) {
            while (stream.hasNext()) {
                try (Batch batch = stream.next(manager)) {
                    for (int label : batch.targets().labels()) {
                        labels.add(label);
                    }
                }
            }
        }
        return labels;
    }

    @Test
    void inOrderTheyAreAllThereInTheirShapeWithTheChannelsLastInMemory() {
        FeatureDataset maps = data(2, new Shape(3, 2, 4));
        try (NDManager scope = manager.newSubManager();
                BatchStream stream = FeatureBatches.of(maps, 8).open(0)) {
            Batch first = stream.next(scope);
            assertThat(first.images().getShape()).isEqualTo(new Shape(8, 3, 2, 4));
            assertThat(first.images().get("7").toFloatArray()).containsExactly(maps.values(0, 7));
            assertThat(isChannelsLast(first.images())).isTrue();
            Batch second = stream.next(scope);
            assertThat(second.images().get("2").toFloatArray()).containsExactly(maps.values(0, 10));
            assertThat(second.targets().labels()).containsExactly(8, 9, 10);
            assertThat(stream.hasNext()).isFalse();
        }
        FeatureDataset vectors = data(1, new Shape(5));
        try (NDManager scope = manager.newSubManager();
                BatchStream stream = FeatureBatches.of(vectors, 8).open(0)) {
            Batch first = stream.next(scope);
            assertThat(first.images().getShape()).isEqualTo(new Shape(8, 5));
            assertThat(first.images().get("7").toFloatArray()).containsExactly(vectors.values(0, 7));
        }
    }

    @Test
    void forTrainingTheyComeInTheOrderOfTheImages() {
        ImageDataset images = new ImageDataset(
                1, 1, 1, CLASSES, new byte[SIZE][1], IntStream.range(0, SIZE).toArray());
        InputSpec input = new InputSpec(1, 1, 1, 1, List.of(0.0), List.of(1.0));
        Batches imageBatches = Batches.of(images, input, 5).forTraining(Augmentation.NONE, 7);
        FeatureBatches batches = FeatureBatches.of(data(1, new Shape(2)), 5).forTraining(7);
        for (int epoch = 1; epoch <= 3; epoch++) {
            // The eleventh would be a batch of one.
            assertThat(labels(batches, epoch)).hasSize(10).isEqualTo(labels(imageBatches, epoch));
        }
        assertThat(labels(batches, 1)).isNotEqualTo(labels(batches, 2));
    }

    @Test
    void everyViewComesInTurnByChance() {
        FeatureBatches batches = FeatureBatches.of(data(3, new Shape(1)), SIZE).forTraining(1);
        int[] counts = new int[3];
        for (int epoch = 1; epoch <= 60; epoch++) {
            try (BatchStream stream = batches.open(epoch);
                    Batch batch = stream.next(manager)) {
                for (float value : batch.images().toFloatArray()) {
                    counts[(int) value / 1000]++;
                }
            }
        }
        for (int count : counts) {
            assertThat(count).isBetween(180, 260);
        }
    }
}
