package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.testing.Plain;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GhostBottleneckTest extends WithEngine {
    private <L extends Layer> L initialized(L layer) {
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 8, 6, 6));
        return layer;
    }

    private static NDArray module(Plain plain, String name, NDArray x, int half, Activation activation) {
        NDArray primary = Activations.composed(activation, plain.unit(name + ".primary", x, 1, 1));
        NDArray cheap = Activations.composed(activation, plain.unit(name + ".cheap", primary, 1, half));
        return primary.concat(cheap, 1);
    }

    @ParameterizedTest(name = "8 to {0} channels, stride {1}, kernel {2}, squeezed {3}")
    @CsvSource({"8, 1, 3, 0", "8, 2, 3, 2", "12, 1, 5, 2", "12, 2, 5, 0"})
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations(
            int filters, int strides, int kernel, int squeeze) {
        GhostBottleneck layer = initialized(GhostBottleneck.builder(Conventions.PYTORCH, 8, 10, filters)
                .strides(strides)
                .kernel(kernel)
                .squeeze(squeeze, squeeze, Activation.RELU, Activation.SIGMOID)
                .build());
        assertSameAsPlain(layer, channelsLast(normal(3, 8, 6, 6)), (plain, x) -> {
            NDArray y = module(plain, "expand", x, 5, Activation.RELU);
            y = strides == 1 ? y : plain.unit("depthwise", y, strides, 10);
            if (squeeze > 0) {
                NDArray s = ai.djl.nn.Activation.relu(plain.conv("squeeze.reduce.conv", Plain.mean(y), 1, 1));
                y = y.mul(ai.djl.nn.Activation.sigmoid(plain.conv("squeeze.expand.conv", s, 1, 1)));
            }
            y = module(plain, "project", y, filters / 2, Activation.LINEAR);
            boolean same = strides == 1 && filters == 8;
            return y.add(same ? x : plain.unit("besideProject", plain.unit("besideDepthwise", x, strides, 8), 1, 1));
        });
    }

    @Test
    void nothingButTheOutputIsLeftOpenAndAChannelsLastMapStaysSo() {
        Stage stage = initialized(GhostBottleneck.builder(Conventions.PYTORCH, 8, 10, 12)
                .strides(2)
                .dropPath(0.5f)
                .stage(2));
        for (boolean training : new boolean[] {false, true}) {
            NDArray x = channelsLast(normal(3, 8, 6, 6));
            float[] values = x.toFloatArray();
            int before = manager.getManagedArrays().size();
            NDArray y = stage.forward(store(), x, training);
            assertThat(manager.getManagedArrays()).hasSize(before + 1);
            assertThat(isChannelsLast(y)).isTrue();
            assertThat(x.toFloatArray()).containsExactly(values);
        }
        assertThat(stage.outputShape(new Shape(1, 8, 7, 6))).isEqualTo(new Shape(1, 12, 4, 3));
        assertThat(stage.getParameters().keys())
                .anyMatch(name -> name.startsWith("0.depthwise."))
                .noneMatch(name -> name.startsWith("1.depthwise.") || name.startsWith("1.beside"));
    }

    @Test
    void twoHalvesNeedAnEvenNumberOfChannels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GhostBottleneck.builder(Conventions.PYTORCH, 8, 9, 12).build())
                .withMessage("Two halves cannot share 9 channels: make them even");
    }
}
