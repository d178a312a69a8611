package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.batches.Ranking;
import io.github.blockwright.runtime.batches.Targets;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The expected values are PyTorch's own, of the same logits. */
class LossTest extends WithEngine {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-6);
    private static final float[] LOGITS = {0.5f, -1, 2, 1.5f, 0.25f, -0.5f, -2, 1, 0.75f, 0, 0.5f, 1};
    private final Targets one = Targets.of(3, 2, 0, 1, 2);
    private final Targets several =
            new Targets(3, new int[] {0, -1, 0, 1}, Optional.of(new float[] {1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1}));

    private NDArray logits() {
        return manager.create(LOGITS, new Shape(4, 3));
    }

    @Test
    void classWeightsMakeAWeightedMeanAlsoOfSmoothedLabels() {
        double[] weights = {1, 2.5, 0.5};
        assertThat((double) new SmoothedCrossEntropy(0, weights)
                        .of(logits(), one, manager)
                        .getFloat())
                .isCloseTo(0.5159116387367249, ROUNDING);
        assertThat((double) new SmoothedCrossEntropy(0.1, weights)
                        .of(logits(), one, manager)
                        .getFloat())
                .isCloseTo(0.6569745540618896, ROUNDING);
    }

    @Test
    void binaryCrossEntropyIsTheMeanOverImagesAndLabelsWithOrWithoutWeights() {
        BinaryCrossEntropy plain = new BinaryCrossEntropy(new double[0]);
        assertThat((double) plain.of(logits(), several, manager).getFloat()).isCloseTo(0.7477703094482422, ROUNDING);
        assertThat((double) new BinaryCrossEntropy(new double[] {2, 0.5, 1})
                        .of(logits(), several, manager)
                        .getFloat())
                .isCloseTo(0.9317149519920349, ROUNDING);
        assertThat(plain.plain(new Ranking(logits()), several) / 4).isCloseTo(0.7477703094482422, ROUNDING);
    }

    @Test
    void logitsThatOverflowAnExponentialKeepAFiniteLoss() {
        NDArray huge = manager.create(new float[] {500, -500, 0}, new Shape(1, 3));
        Targets wrong = new Targets(3, new int[] {1}, Optional.of(new float[] {0, 1, 0}));
        double expected = (500 + 500 + Math.log(2)) / 3;
        assertThat((double) new BinaryCrossEntropy(new double[0])
                        .of(huge, wrong, manager)
                        .getFloat())
                .isCloseTo(expected, Offset.offset(1e-3));
        assertThat(new Ranking(huge).binaryCrossEntropy(wrong)).isCloseTo(expected, Offset.offset(1e-3));
    }

    @Test
    void whatIsReportedBesideItKnowsNoSmoothingAndNoWeights() {
        Ranking scores = new Ranking(logits());
        Loss weighted = new SmoothedCrossEntropy(0.1, new double[] {1, 2.5, 0.5});
        double plain = new SmoothedCrossEntropy(0).of(logits(), one, manager).getFloat();
        assertThat(weighted.plain(scores, one) / 4).isCloseTo(plain, ROUNDING);
    }

    @Test
    void aBatchOfClassesThatDoNotCountHasNoLoss() {
        Loss none = new SmoothedCrossEntropy(0, new double[] {0, 0, 1});
        assertThat(none.of(manager.create(new float[] {1, 2, 3}, new Shape(1, 3)), Targets.of(3, 0), manager)
                        .getFloat())
                .isZero();
    }
}
