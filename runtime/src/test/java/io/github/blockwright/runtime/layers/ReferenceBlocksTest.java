package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks against what torchvision 0.28.0 and timm 1.0.29 compute with the same weights on the same map. */
class ReferenceBlocksTest extends WithEngine {
    @ParameterizedTest(name = "{0}×{0} / {1}, {2} to {3}, t = {4}")
    @CsvSource({
        "3, 1, 8, 8, 1, 592, 0.81882, -0.4349, -0.68934, 435.738",
        "3, 2, 8, 16, 1, 1184, 0.1746, -0.15802, -0.21335, 48.204",
        "3, 1, 8, 8, 3, 1984, 0.54331, -0.44179, -1.04665, 459.332",
        "5, 2, 8, 16, 2, 3520, 1.5654, -1.41796, 2.11913, 556.079"
    })
    void aFusedInvertedResidualIsTorchvisionsFusedMBConvAndTimmsEdgeResidual(
            int kernel,
            int strides,
            int channels,
            int filters,
            int expansion,
            long parameters,
            float first,
            float middle,
            float last,
            float sum) {
        Layer layer = FusedInvertedResidual.builder(Conventions.PYTORCH, channels, filters)
                .expansion(expansion)
                .kernel(kernel)
                .strides(strides)
                .build();
        assertComputes(layer, channels, parameters, first, middle, last, sum);
    }

    @ParameterizedTest(name = "{0}×{0}, then {1}×{1} / {2}, 8 to {3}, t = {4}")
    @CsvSource({
        "5, 3, 2, 6, 2, 660, -0.06417, -0.25412, 0.19885, 31.676",
        "0, 3, 2, 6, 2, 444, -0.03647, -0.32005, 0.01746, 32.038",
        "3, 0, 1, 8, 3, 536, 0.56201, -0.50272, -1.1514, 458.085",
        "3, 0, 2, 6, 2, 356, 0.03472, -0.13783, -0.00843, 30.075",
        "0, 0, 1, 8, 2, 304, 0.5249, -0.41056, -0.96566, 445.03",
        "5, 5, 1, 8, 2, 952, 0.43221, -0.32908, -0.84548, 444.592",
        "0, 3, 1, 8, 1, 248, 0.60665, -0.48272, -0.66348, 447.322"
    })
    void aUniversalInvertedBottleneckIsTimmsUniversalInvertedResidual(
            int startKernel,
            int kernel,
            int strides,
            int filters,
            int expansion,
            long parameters,
            float first,
            float middle,
            float last,
            float sum) {
        Layer layer = UniversalInvertedBottleneck.builder(Conventions.PYTORCH, 8, filters)
                .expansion(expansion)
                .startKernel(startKernel)
                .kernel(kernel)
                .strides(strides)
                .build();
        assertComputes(layer, 8, parameters, first, middle, last, sum);
    }

    /** @param sum of the output's absolute values */
    private void assertComputes(
            Layer layer, int channels, long parameters, float first, float middle, float last, float sum) {
        Shape input = new Shape(2, channels, 7, 6);
        layer.initialize(manager, DataType.FLOAT32, input);
        fill(layer);
        NDArray x = manager.create(values(Math.toIntExact(input.size()), k -> Math.sin(k * 0.7)), input);
        float[] y = Inference.forward(layer, x).toFloatArray();
        assertThat(learned(layer)).isEqualTo(parameters);
        assertThat(new float[] {y[0], y[y.length / 2], y[y.length - 1]})
                .containsExactly(new float[] {first, middle, last}, Offset.offset(1e-4f));
        double actual = 0;
        for (float value : y) {
            actual += Math.abs(value);
        }
        assertThat(actual).isCloseTo(sum, Offset.offset(1e-4 * sum));
    }

    private static long learned(Layer layer) {
        return layer.getParameters().values().stream()
                .filter(Layer::isTrainable)
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
    }

    private void fill(Layer layer) {
        layer.getParameters().forEach(parameter -> {
            String name = parameter.getKey().replaceFirst(".*\\.", "");
            IntToDoubleFunction value =
                    switch (name) {
                        case "weight" -> k -> Math.sin(k) / 3;
                        case "gamma" -> k -> 1 + Math.sin(k) / 5;
                        case "beta" -> k -> Math.cos(k) / 5;
                        case "runningMean" -> k -> Math.sin(2 * k) / 5;
                        case "runningVar" -> k -> 1 + Math.sin(k) / 2;
                        default -> throw new IllegalArgumentException(name);
                    };
            NDArray array = parameter.getValue().getArray().stopGradient();
            array.muli(0).addi(manager.create(values(Math.toIntExact(array.size()), value), array.getShape()));
        });
    }

    /** Values of 1, 2, 3, ... */
    private static float[] values(int count, IntToDoubleFunction of) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) of.applyAsDouble(i + 1);
        }
        return values;
    }
}
