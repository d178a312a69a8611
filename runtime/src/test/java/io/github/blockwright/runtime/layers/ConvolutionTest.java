package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.engine.StackedDepthwise;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a convolution against the engine's own, forward and backward. */
class ConvolutionTest extends WithEngine {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPointwiseConvolutionEqualsTheEngines(boolean bias) {
        assertEqualsTheEngines(new Convolution(5, 7, 1, 1, 1, Padding.SYMMETRIC, bias), normal(3, 5, 4, 6), 1, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPointwiseConvolutionOnAChannelsLastMapEqualsTheEngines(boolean bias) {
        assertEqualsTheEngines(
                new Convolution(5, 7, 1, 1, 1, Padding.SAME, bias), channelsLast(normal(3, 5, 4, 6)), 1, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 1", "false, 2"})
    void aPointwiseConvolutionOnAMapOfOnePixelEqualsTheEngines(boolean bias, int strides) {
        Convolution layer = new Convolution(5, 7, 1, strides, 1, Padding.SYMMETRIC, bias);
        assertEqualsTheEngines(layer, normal(4, 5, 1, 1), strides, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"3, 1, SYMMETRIC", "3, 2, SYMMETRIC", "5, 1, SAME", "5, 2, SAME"})
    void aDepthwiseConvolutionOnAMapOfOnePixelEqualsTheEngines(int kernel, int strides, Padding padding) {
        Convolution layer = new Convolution(6, 6, kernel, strides, 6, padding, false);
        assertEqualsTheEngines(layer, normal(4, 6, 1, 1), strides, kernel / 2, 6);
    }

    @Test
    void aDepthwiseConvolutionOnAMapOfOnePixelWithABiasEqualsTheEngines() {
        Convolution layer = new Convolution(6, 6, 3, 1, 6, Padding.SYMMETRIC, true);
        assertEqualsTheEngines(layer, normal(4, 6, 1, 1), 1, 1, 6);
    }

    @ParameterizedTest(name = "strides {0}, map {1}x{2}, {3}")
    @CsvSource({
        "1, 2, 2, SYMMETRIC",
        "2, 2, 2, SYMMETRIC",
        "2, 3, 3, SYMMETRIC",
        "2, 3, 3, SAME",
        "1, 1, 5, SAME",
        "1, 2, 7, SYMMETRIC",
        "2, 2, 7, SYMMETRIC",
        "2, 1, 4, SYMMETRIC"
    })
    void aDepthwiseConvolutionOnAMapOfFewRowsEqualsTheEngines(int strides, long height, long width, Padding padding) {
        assertThat(StackedDepthwise.pays(3, strides, height)).isTrue();
        NDArray x = normal(4, 6, height, width);
        for (NDArray map : new NDArray[] {x, channelsLast(x)}) {
            Convolution layer = new Convolution(6, 6, 3, strides, 6, padding, false);
            assertEqualsTheEngines(layer, map, strides, 1, 6);
        }
    }

    @Test
    void aMapOfFewRowsStaysChannelsLast() {
        Convolution layer = new Convolution(6, 6, 3, 1, 6, Padding.SYMMETRIC, false);
        NDArray x = channelsLast(normal(4, 6, 2, 2));
        layer.initialize(manager, DataType.FLOAT32, x.getShape());
        assertThat(isChannelsLast(layer.forward(store(), x, true))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "1, 2, 1", "3, 1, 1", "3, 2, 2", "5, 1, 4", "7, 3, 1"})
    void anyOtherConvolutionEqualsTheEngines(int kernel, int strides, int groups) {
        Convolution layer = new Convolution(4, 8, kernel, strides, groups, Padding.SYMMETRIC, true);
        assertEqualsTheEngines(layer, normal(2, 4, 9, 7), strides, kernel / 2, groups);
    }

    private void assertEqualsTheEngines(Convolution layer, NDArray x, int strides, int pad, int groups) {
        layer.initialize(manager, DataType.FLOAT32, x.getShape());
        NDArray weight = layer.getParameters().get("weight").getArray();
        boolean biased = layer.getParameters().contains("bias");
        NDArray bias = biased ? layer.getParameters().get("bias").getArray() : null;
        if (biased) {
            // Away from the zeros that it starts with.
            bias.stopGradient().addi(normal(bias.size()));
        }
        NDArray mine = leaf(x);
        NDArray theirs = leaf(x);
        NDArray theirWeight = leaf(weight);
        NDArray theirBias = biased ? leaf(bias) : null;

        NDArray actual = backward(() -> layer.forward(store(), mine, true));
        NDArray expected = backward(() -> Conv2d.conv2d(
                        theirs,
                        theirWeight,
                        theirBias,
                        new Shape(strides, strides),
                        new Shape(pad, pad),
                        new Shape(1, 1),
                        groups)
                .singletonOrThrow());

        assertClose(actual, expected);
        assertThat(layer.outputShape(x.getShape())).isEqualTo(expected.getShape());
        assertClose(mine.getGradient(), theirs.getGradient());
        assertClose(weight.getGradient(), theirWeight.getGradient());
        if (biased) {
            assertClose(bias.getGradient(), theirBias.getGradient());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, SYMMETRIC", "1, 2, 1, SYMMETRIC", "3, 1, 1, SYMMETRIC", "3, 2, 4, SAME", "5, 1, 4, SAME"})
    void aChannelsLastMapStaysSo(int kernel, int strides, int groups, Padding padding) {
        Convolution layer = new Convolution(4, 4, kernel, strides, groups, padding, false);
        layer.initialize(manager, DataType.FLOAT32, new Shape(2, 4, 8, 8));
        NDArray x = channelsLast(normal(2, 4, 8, 8));
        assertThat(isChannelsLast(x)).isTrue();
        assertThat(isChannelsLast(layer.forward(store(), x, true))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Padding.class)
    void onlyTheCentreOfADepthwiseKernelLearnsFromAMapOfOnePixel(Padding padding) {
        Convolution layer = new Convolution(2, 2, 3, 1, 2, padding, false);
        layer.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 1, 1));
        backward(() -> layer.forward(store(), normal(1, 2, 1, 1), true));
        float[] gradient =
                layer.getParameters().get("weight").getArray().getGradient().toFloatArray();
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i] != 0).as("tap %d", i).isEqualTo(i % 9 == 4);
        }
    }

    @Test
    void weightsStartAsKaimingsNormalOfTheFanOut() {
        Convolution layer = new Convolution(64, 128, 3, 1, 1, Padding.SYMMETRIC, true);
        layer.initialize(manager, DataType.FLOAT32, new Shape(1, 64, 8, 8));
        NDArray weight = layer.getParameters().get("weight").getArray();
        double deviation = Math.sqrt(weight.square().mean().getFloat());
        assertThat(deviation).isBetween(0.99 * Math.sqrt(2.0 / (128 * 9)), 1.01 * Math.sqrt(2.0 / (128 * 9)));
        assertThat(layer.getParameters().get("bias").getArray().toFloatArray()).containsOnly(0);
    }

    @Test
    void anEvenKernelIsRefused() {
        assertThatThrownBy(() -> new Convolution(4, 4, 2, 1, 1, Padding.SYMMETRIC, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The kernel must be odd, not 2");
    }

    @Test
    void groupsThatDoNotDivideAreRefused() {
        assertThatThrownBy(() -> new Convolution(4, 6, 3, 1, 4, Padding.SYMMETRIC, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4 groups must divide 4 channels and 6 filters");
    }

    @ParameterizedTest(name = "kernel {0}, stride {1}")
    @CsvSource({"3, 1", "3, 2", "5, 3", "1, 2"})
    void withoutPaddingItsWindowsLieWithinTheMap(int kernel, int strides) {
        Convolution layer = new Convolution(4, 6, kernel, strides, 1, Padding.SAME, false, true);
        layer.initialize(manager, DataType.FLOAT32, new Shape(2, 4, 9, 8));
        NDArray x = channelsLast(normal(2, 4, 9, 8));
        NDArray expected = Conv2d.conv2d(
                        x,
                        layer.getParameters().get("weight").getArray(),
                        layer.getParameters().get("bias").getArray(),
                        new Shape(strides, strides),
                        new Shape(0, 0),
                        new Shape(1, 1))
                .singletonOrThrow();
        assertThat(layer.forward(store(), x, false).toFloatArray()).containsExactly(expected.toFloatArray());
        assertThat(layer.outputShape(x.getShape())).isEqualTo(expected.getShape());
    }
}
