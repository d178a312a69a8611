package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BatchNormalizationTest extends WithEngine {
    private BatchNormalization layer(Conventions conventions) {
        BatchNormalization layer = new BatchNormalization(conventions, 3);
        layer.initialize(manager, DataType.FLOAT32, new Shape(4, 3, 5, 2));
        return layer;
    }

    private static NDArray parameter(Layer layer, String name) {
        return layer.getParameters().get(name).getArray();
    }

    /** (N, C, H, W) → (1, C, 1, 1). */
    private static NDArray channelMean(NDArray map) {
        NDArray channels = map.transpose(1, 0, 2, 3).reshape(map.getShape().get(1), -1);
        return channels.mean(new int[] {1}).reshape(1, -1, 1, 1);
    }

    @Test
    void runningStatisticsMoveByTheMomentumThatPyTorchCounts() {
        BatchNormalization layer = layer(new Conventions(1e-5f, 0.3f, Padding.SYMMETRIC));
        NDArray x = normal(4, 3, 5, 2).mul(2).add(1);
        layer.forward(store(), x, true);

        int n = 4 * 5 * 2;
        float[] mean = channelMean(x).toFloatArray();
        float[] squares = channelMean(x.square()).toFloatArray();
        for (int c = 0; c < 3; c++) {
            double unbiased = (squares[c] - (double) mean[c] * mean[c]) * n / (n - 1);
            assertThat(parameter(layer, "runningMean").getFloat(c)).isCloseTo(0.3f * mean[c], Offset.offset(1e-5f));
            assertThat(parameter(layer, "runningVar").getFloat(c))
                    .isCloseTo((float) (0.7 + 0.3 * unbiased), Offset.offset(1e-4f));
        }
    }

    @Test
    void trainingNormalisesByTheBatchAndItsGradientIsThatOfTheFormula() {
        double epsilon = 0.1;
        BatchNormalization layer = layer(new Conventions((float) epsilon, 0.1f, Padding.SYMMETRIC));
        NDArray gamma = parameter(layer, "gamma");
        gamma.stopGradient().addi(normal(3));
        NDArray x = normal(4, 3, 5, 2);
        NDArray mine = leaf(x);
        NDArray theirs = leaf(x);
        NDArray theirGamma = leaf(gamma);

        NDArray actual = backward(() -> layer.forward(store(), mine, true));
        NDArray expected = backward(() -> {
            NDArray centred = theirs.sub(channelMean(theirs));
            NDArray variance = channelMean(centred.square());
            return centred.div(variance.add(epsilon).sqrt()).mul(theirGamma.reshape(1, 3, 1, 1));
        });

        assertClose(actual, expected);
        assertClose(mine.getGradient(), theirs.getGradient());
        assertClose(gamma.getGradient(), theirGamma.getGradient());
    }

    @Test
    void inferenceNormalisesByTheRunningStatisticsAndLeavesThemAlone() {
        BatchNormalization layer = layer(Conventions.PYTORCH);
        layer.forward(store(), normal(4, 3, 5, 2), true);
        Map<String, float[]> before = values(layer);
        NDArray x = normal(4, 3, 5, 2);
        NDArray y = layer.forward(store(), x, false);

        NDArray mean = parameter(layer, "runningMean").reshape(1, 3, 1, 1);
        NDArray variance = parameter(layer, "runningVar").reshape(1, 3, 1, 1);
        assertClose(y, x.sub(mean).div(variance.add(1e-5).sqrt()));
        assertSame(values(layer), before);
    }

    @Test
    void frozenItRunsAsInInferenceAndGetsNoGradient() {
        BatchNormalization layer = layer(Conventions.PYTORCH);
        layer.setFrozen(true);
        Map<String, float[]> before = values(layer);
        NDArray x = leaf(normal(4, 3, 5, 2));
        NDArray y = backward(() -> layer.forward(store(), x, true));

        assertThat(y.toFloatArray())
                .containsExactly(layer.forward(store(), x, false).toFloatArray());
        assertSame(values(layer), before);
        assertThat(parameter(layer, "gamma").hasGradient()).isFalse();
        assertThat(parameter(layer, "beta").hasGradient()).isFalse();
    }

    @Test
    void statisticsNeverGetAGradient() {
        BatchNormalization layer = layer(Conventions.PYTORCH);
        layer.freezeParameters(false, parameter -> true);
        layer.setFrozen(true);
        layer.setFrozen(false);
        assertThat(parameter(layer, "gamma").hasGradient()).isTrue();
        assertThat(parameter(layer, "runningMean").hasGradient()).isFalse();
        assertThat(parameter(layer, "runningVar").hasGradient()).isFalse();
    }

    @Test
    void aChannelsLastMapStaysSo() {
        NDArray x = channelsLast(normal(4, 3, 5, 2));
        BatchNormalization layer = layer(Conventions.PYTORCH);
        assertThat(isChannelsLast(layer.forward(store(), x, true))).isTrue();
        assertThat(isChannelsLast(layer.forward(store(), x, false))).isTrue();
    }

    @Test
    void theInputStaysItsManagers() {
        NDArray x = normal(4, 3, 5, 2);
        layer(Conventions.PYTORCH).forward(store(), x, true);
        assertThat(x.getManager()).isSameAs(manager);
    }

    @Test
    void aSingleValuePerChannelIsNothingToLearnFrom() {
        BatchNormalization layer = layer(Conventions.PYTORCH);
        NDArray x = normal(1, 3, 1, 1);
        assertThatThrownBy(() -> layer.forward(store(), x, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Batch normalisation has one value per channel to learn from, input (1, 3, 1, 1):"
                        + " train with batches of at least two images, or larger maps");
        assertThat(layer.forward(store(), x, false).getShape()).isEqualTo(x.getShape());
        layer.setFrozen(true);
        assertThat(layer.forward(store(), x, true).getShape()).isEqualTo(x.getShape());
    }
}
