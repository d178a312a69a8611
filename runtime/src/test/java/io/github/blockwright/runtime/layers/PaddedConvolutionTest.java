package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.blockwright.dsl.Padding;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/** Both ways to pad against a convolution in plain Java that knows where every output position lies. */
class PaddedConvolutionTest {
    @Property(tries = 80)
    void everyConvolutionPadsAsItsModeSays(
            @ForAll Padding mode,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 0, max = 3) int halfKernel,
            @ForAll @IntRange(min = 1, max = 3) int strides,
            @ForAll boolean depthwise) {
        int kernel = 2 * halfKernel + 1;
        int channels = 2;
        Convolution layer = new Convolution(channels, channels, kernel, strides, depthwise ? channels : 1, mode, false);
        try (NDManager manager = NDManager.newBaseManager()) {
            Shape shape = new Shape(1, channels, height, width);
            layer.initialize(manager, DataType.FLOAT32, shape);
            NDArray x = manager.randomNormal(shape);
            NDArray y = layer.forward(new ParameterStore(manager, false), x, false);

            float[] weights = layer.getParameters().get("weight").getArray().toFloatArray();
            float[] expected =
                    naive(x.toFloatArray(), weights, channels, height, width, kernel, strides, depthwise, mode);
            assertThat(y.getShape()).isEqualTo(layer.outputShape(shape));
            assertThat(y.toFloatArray()).containsExactly(expected, Offset.offset(1e-4f));
        }
    }

    private static float[] naive(
            float[] x,
            float[] weights,
            int channels,
            int height,
            int width,
            int kernel,
            int strides,
            boolean depthwise,
            Padding mode) {
        int rows = (height + strides - 1) / strides;
        int columns = (width + strides - 1) / strides;
        int top = before(mode, height, rows, kernel, strides);
        int left = before(mode, width, columns, kernel, strides);
        int inputs = depthwise ? 1 : channels;
        float[] y = new float[channels * rows * columns];
        for (int f = 0; f < channels; f++) {
            for (int i = 0; i < inputs; i++) {
                int c = depthwise ? f : i;
                for (int row = 0; row < rows; row++) {
                    for (int column = 0; column < columns; column++) {
                        double sum = 0;
                        for (int a = 0; a < kernel; a++) {
                            for (int b = 0; b < kernel; b++) {
                                int h = row * strides - top + a;
                                int w = column * strides - left + b;
                                if (h >= 0 && h < height && w >= 0 && w < width) {
                                    sum += (double) x[(c * height + h) * width + w]
                                            * weights[((f * inputs + i) * kernel + a) * kernel + b];
                                }
                            }
                        }
                        y[(f * rows + row) * columns + column] += (float) sum;
                    }
                }
            }
        }
        return y;
    }

    /** PyTorch's (k - 1) / 2, or TensorFlow's half of what the last window lacks. */
    private static int before(Padding mode, int size, int positions, int kernel, int strides) {
        return switch (mode) {
            case SYMMETRIC -> (kernel - 1) / 2;
            case SAME -> Math.max(0, (positions - 1) * strides + kernel - size) / 2;
        };
    }
}
