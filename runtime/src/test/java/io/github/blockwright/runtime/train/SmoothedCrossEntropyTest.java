package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import io.github.blockwright.runtime.batches.Targets;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothedCrossEntropyTest extends WithEngine {
    private static final int CLASSES = 4;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.7})
    void valueAndGradientAreThoseOfTheFormula(double smoothing) {
        int[] labels = {3, 0, 0, 2, 1};
        NDArray logits = leaf(normal(labels.length, CLASSES).mul(3));
        double loss;
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray mean = new SmoothedCrossEntropy(smoothing).of(logits, Targets.of(CLASSES, labels), manager);
            collector.backward(mean);
            loss = mean.getFloat();
        }

        float[] scores = logits.toFloatArray();
        float[] gradient = logits.getGradient().toFloatArray();
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double partition = 0;
            for (int c = 0; c < CLASSES; c++) {
                partition += Math.exp(scores[i * CLASSES + c]);
            }
            for (int c = 0; c < CLASSES; c++) {
                double target = smoothing / CLASSES + (c == labels[i] ? 1 - smoothing : 0);
                double probability = Math.exp(scores[i * CLASSES + c]) / partition;
                sum -= target * Math.log(probability);
                assertThat((double) gradient[i * CLASSES + c])
                        .as("gradient of image %d, class %d", i, c)
                        .isCloseTo((probability - target) / labels.length, Offset.offset(1e-6));
            }
        }
        assertThat(loss).isCloseTo(sum / labels.length, Offset.offset(1e-5));
    }

    @Test
    void sharesOfASingleClassCountAsTheLabelDoes() {
        NDArray logits = normal(3, CLASSES);
        int[] labels = {2, 0, 3};
        float[] shares = {0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1};
        SmoothedCrossEntropy loss = new SmoothedCrossEntropy(0.1);
        assertThat(loss.of(logits, new Targets(CLASSES, labels, Optional.of(shares)), manager))
                .isEqualTo(loss.of(logits, Targets.of(CLASSES, labels), manager));
    }

    @Test
    void ofAMixedImageEachClassCountsByItsShare() {
        NDArray logits = normal(1, CLASSES);
        SmoothedCrossEntropy loss = new SmoothedCrossEntropy(0);
        Targets mixed = new Targets(CLASSES, new int[] {1}, Optional.of(new float[] {0, 0.75f, 0, 0.25f}));
        float one = loss.of(logits, Targets.of(CLASSES, 1), manager).getFloat();
        float three = loss.of(logits, Targets.of(CLASSES, 3), manager).getFloat();
        assertThat(loss.of(logits, mixed, manager).getFloat())
                .isCloseTo(0.75f * one + 0.25f * three, Offset.offset(1e-5f));
    }
}
