package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.testing.Plain;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedInvertedResidualTest extends WithEngine {
    private <L extends Layer> L initialized(L layer) {
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 4, 6, 6));
        return layer;
    }

    private static NDArray silu(NDArray x) {
        return x.mul(ai.djl.nn.Activation.sigmoid(x));
    }

    private static NDArray squeezed(Plain plain, NDArray x) {
        NDArray s = ai.djl.nn.Activation.relu(plain.conv("squeeze.reduce.conv", Plain.mean(x), 1, 1));
        return x.mul(ai.djl.nn.Activation.sigmoid(plain.conv("squeeze.expand.conv", s, 1, 1)));
    }

    @ParameterizedTest(name = "4 to {0} channels, expansion {1}, stride {2}, kernel {3}, squeezed {4}")
    @CsvSource({"4, 3, 1, 3, 0", "6, 2, 1, 5, 2", "4, 2, 2, 3, 0", "4, 1, 1, 3, 0", "6, 1, 2, 3, 2", "4, 1, 1, 5, 2"})
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations(
            int filters, int expansion, int strides, int kernel, int squeeze) {
        FusedInvertedResidual layer = initialized(FusedInvertedResidual.builder(Conventions.PYTORCH, 4, filters)
                .expansion(expansion)
                .strides(strides)
                .kernel(kernel)
                .squeeze(squeeze, squeeze, Activation.RELU, Activation.SIGMOID)
                .build());
        assertSameAsPlain(layer, channelsLast(normal(3, 4, 6, 6)), (plain, x) -> {
            NDArray y = silu(plain.unit("fused", x, strides, 1));
            y = squeeze == 0 ? y : squeezed(plain, y);
            y = expansion == 1 ? y : plain.unit("project", y, 1, 1);
            return strides == 1 && filters == 4 ? x.add(y) : y;
        });
    }

    @Test
    void aBlockThatDoesNotWidenIsOneConvolutionToItsOutput() {
        Stage stage = FusedInvertedResidual.builder(Conventions.PYTORCH, 4, 6)
                .expandedChannels(4)
                .strides(2)
                .stage(2);
        assertThat(stage.outputShape(new Shape(1, 4, 7, 6))).isEqualTo(new Shape(1, 6, 4, 3));
        assertThat(stage.getParameters().get("0.fused.conv.weight").getShape()).isEqualTo(new Shape(6, 4, 3, 3));
        assertThat(stage.getParameters().get("1.fused.conv.weight").getShape()).isEqualTo(new Shape(4, 6, 3, 3));
        assertThat(stage.getParameters().keys())
                .noneMatch(name -> name.startsWith("0.project"))
                .anyMatch(name -> name.startsWith("1.project"));
    }

    @Test
    void nothingButTheOutputIsLeftOpenAndAChannelsLastMapStaysSo() {
        for (int expansion : new int[] {1, 3}) {
            Stage stage = initialized(FusedInvertedResidual.builder(Conventions.PYTORCH, 4, 4)
                    .expansion(expansion)
                    .squeeze(2, 2, Activation.SILU, Activation.SIGMOID)
                    .dropPath(0.5f)
                    .stage(3));
            NDArray x = channelsLast(normal(3, 4, 6, 6));
            float[] values = x.toFloatArray();
            int before = manager.getManagedArrays().size();
            NDArray y = stage.forward(store(), x, true);
            assertThat(manager.getManagedArrays()).hasSize(before + 1);
            assertThat(isChannelsLast(y)).isTrue();
            assertThat(x.toFloatArray()).containsExactly(values);
        }
    }
}
