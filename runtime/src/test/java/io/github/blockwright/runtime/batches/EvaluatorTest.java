package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest extends WithEngine {
    private static final int IMAGES = 22;

    private final ImageDataset data = Colours.generate(IMAGES, 1);
    private final TinyBlock block = new TinyBlock();

    @BeforeEach
    void initialize() {
        block.initialize(manager);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, IMAGES, 100})
    void figuresAreThoseOfAllImagesWhateverTheBatches(int batchSize) {
        Evaluation evaluation = Evaluator.evaluate(block, manager, data, batchSize);

        float[] scores = scoresOfAll();
        int correct = 0;
        double loss = 0;
        long[][] counts = new long[3][3];
        for (int i = 0; i < IMAGES; i++) {
            int best = 0;
            double partition = 0;
            for (int c = 0; c < 3; c++) {
                partition += Math.exp(scores[3 * i + c]);
                best = scores[3 * i + c] > scores[3 * i + best] ? c : best;
            }
            loss += Math.log(partition) - scores[3 * i + data.label(i)];
            correct += best == data.label(i) ? 1 : 0;
            counts[data.label(i)][best]++;
        }
        assertThat(evaluation.images()).isEqualTo(IMAGES);
        assertThat(evaluation.accuracy()).isEqualTo((double) correct / IMAGES);
        assertThat(evaluation.loss()).isCloseTo(loss / IMAGES, Offset.offset(1e-6));
        assertThat(evaluation.topK()).isEqualTo(3);
        assertThat(evaluation.topKAccuracy()).isOne();
        for (int actual = 0; actual < 3; actual++) {
            for (int predicted = 0; predicted < 3; predicted++) {
                assertThat(evaluation.confusion().count(actual, predicted)).isEqualTo(counts[actual][predicted]);
            }
        }
    }

    private float[] scoresOfAll() {
        try (NDManager scope = manager.newSubManager();
                var stream = Batches.of(data, block.summary().input(), IMAGES).open(0)) {
            NDArray images = stream.next(scope).images();
            return Inference.forward(block, images).toFloatArray();
        }
    }

    @Test
    void theNetworkStaysAsItIsAndNothingStaysOpen() {
        var before = values(block);
        int open = manager.getManagedArrays().size();
        Evaluator.evaluate(block, manager, data, 8);
        assertSame(values(block), before);
        assertThat(manager.getManagedArrays()).hasSize(open);
    }

    @Test
    void dataOfOtherClassesIsRefused() {
        ImageDataset other = Colours.generate(8, 1, List.of("red", "green", "blue", "none"));
        assertThatThrownBy(() -> Evaluator.evaluate(block, manager, other, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The data has 4 classes, but the network gives (8, 3)");
    }
}
