package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalancedBatchesTest extends WithEngine {
    /** 90 of the first class, 9 of the second, 1 of the third. */
    private static final int[] LABELS =
            IntStream.range(0, 100).map(i -> i < 90 ? 0 : i < 99 ? 1 : 2).toArray();

    private static EpochOrder order() {
        return new EpochOrder(100, 16, true, 5, true).balanced(LABELS, 4);
    }

    private static long[] counts(int epoch) {
        EpochOrder order = order();
        return IntStream.range(0, 3)
                .mapToLong(c -> Arrays.stream(order.of(epoch))
                        .filter(number -> LABELS[order.example(number)] == c)
                        .count())
                .toArray();
    }

    @Test
    void everyClassThatThereIsComesAsOftenUpToOne() {
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertThat(counts(epoch))
                    .containsOnly(33, 34)
                    .satisfies(all -> assertThat(Arrays.stream(all).sum()).isEqualTo(100));
        }
    }

    @Test
    void theOrderIsAFunctionOfSeedAndEpoch() {
        assertThat(order().of(2)).isEqualTo(order().of(2)).isNotEqualTo(order().of(3));
    }

    @Test
    void noExampleComesAgainBeforeAllOfItsClassHaveCome() {
        EpochOrder order = order();
        int[] second = Arrays.stream(order.of(1))
                .filter(number -> LABELS[order.example(number)] == 1)
                .toArray();
        long[] times = IntStream.range(90, 99)
                .mapToLong(example -> Arrays.stream(second)
                        .filter(number -> order.example(number) == example)
                        .count())
                .toArray();
        assertThat(times).containsOnly(3, 4);
        assertThat(Arrays.stream(second).distinct().count())
                .as("each time under another number, by which it is augmented")
                .isEqualTo(second.length);
    }

    @Test
    void theBatchesHaveTheExamplesBehindTheNumbers() {
        float[][] values = new float[100][1];
        for (int i = 0; i < 100; i++) {
            values[i][0] = i;
        }
        FeatureDataset data =
                new FeatureDataset(new Shape(1), List.of("a", "b", "c"), new float[][][] {values}, LABELS);
        BatchSource source = BalancedBatches.of(FeatureBatches.of(data, 16).forTraining(5), LABELS, 3);
        try (BatchStream stream = source.open(1)) {
            while (stream.hasNext()) {
                Batch batch = stream.next(manager);
                float[] examples = batch.images().toFloatArray();
                for (int i = 0; i < batch.size(); i++) {
                    assertThat(batch.targets().labels()[i]).isEqualTo(LABELS[(int) examples[i]]);
                }
            }
        }
    }
}
