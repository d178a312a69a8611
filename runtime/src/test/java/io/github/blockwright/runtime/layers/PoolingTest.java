package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.testing.WithEngine;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolingTest extends WithEngine {
    @ParameterizedTest(name = "{2}×{2} / {3} on {0}×{1}")
    @CsvSource({"4, 6, 2, 2", "5, 7, 2, 2", "7, 5, 3, 2", "5, 5, 3, 1", "4, 4, 1, 3", "3, 3, 3, 2"})
    void windowsLieAsTheShapeSaysAndHoldTheirMeanOrMaximum(int height, int width, int kernel, int strides) {
        NDArray x = normal(2, 3, height, width);
        Shape shape = Pooling.average(kernel, strides).outputShape(x.getShape());
        NDArray average = Pooling.average(kernel, strides).forward(store(), channelsLast(x), true);
        NDArray maximum = Pooling.maximum(kernel, strides).forward(store(), channelsLast(x), true);

        assertThat(average.getShape()).isEqualTo(shape);
        assertThat(maximum.getShape()).isEqualTo(shape);
        for (int row = 0; row < shape.get(2); row++) {
            for (int column = 0; column < shape.get(3); column++) {
                double sum = 0;
                float highest = Float.NEGATIVE_INFINITY;
                for (int a = 0; a < kernel; a++) {
                    for (int b = 0; b < kernel; b++) {
                        float value = x.getFloat(1, 2, row * strides + a, column * strides + b);
                        sum += value;
                        highest = Math.max(highest, value);
                    }
                }
                assertThat(average.getFloat(1, 2, row, column))
                        .isCloseTo((float) (sum / kernel / kernel), Offset.offset(1e-5f));
                assertThat(maximum.getFloat(1, 2, row, column)).isEqualTo(highest);
            }
        }
    }

    @Test
    void theGlobalAverageIsTheMeanOfEveryChannelAndSpreadsItsGradientEvenly() {
        NDArray x = leaf(channelsLast(normal(2, 3, 4, 5)));
        NDArray y = backward(() -> Pooling.globalAverage().forward(store(), x, true));

        assertThat(Pooling.globalAverage().outputShape(x.getShape())).isEqualTo(new Shape(2, 3));
        assertClose(y, x.stopGradient().reshape(2, 3, 20).mean(new int[] {2}));
        float[] gradient = x.getGradient().toFloatArray();
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i]).isCloseTo((float) Math.sin(1 + i / 20) / 20, Offset.offset(1e-6f));
        }
    }

    @Test
    void theGlobalAverageMapHoldsTheSameMeansAtOnePosition() {
        NDArray x = normal(2, 3, 4, 5);
        NDArray y = Pooling.globalAverageMap().forward(store(), x, true);
        assertThat(y.getShape()).isEqualTo(new Shape(2, 3, 1, 1));
        assertThat(Pooling.globalAverageMap().outputShape(x.getShape())).isEqualTo(y.getShape());
        assertClose(y.reshape(2, 3), Pooling.globalAverage().forward(store(), x, true));
    }

    @Test
    void theGlobalAverageOfAMapOfOnePixelIsThatPixel() {
        NDArray x = normal(2, 3, 1, 1);
        assertClose(Pooling.globalAverage().forward(store(), x, false), x.reshape(2, 3));
    }

    @Test
    void aChannelsLastMapStaysSo() {
        NDArray x = channelsLast(normal(2, 3, 4, 4));
        assertThat(isChannelsLast(Pooling.average(2, 2).forward(store(), x, true)))
                .isTrue();
        assertThat(isChannelsLast(Pooling.maximum(2, 2).forward(store(), x, true)))
                .isTrue();
    }
}
