package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniversalInvertedBottleneckTest extends WithEngine {
    private static UniversalInvertedBottleneck.Builder builder(int startKernel, int kernel) {
        return UniversalInvertedBottleneck.builder(Conventions.PYTORCH, 4, 4)
                .expansion(2)
                .startKernel(startKernel)
                .kernel(kernel);
    }

    private <L extends Layer> L initialized(L layer) {
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 4, 6, 6));
        return layer;
    }

    @ParameterizedTest(name = "{0}×{0}, then {1}×{1} / {2}")
    @CsvSource({"5, 3, 1", "3, 5, 2", "0, 3, 1", "0, 3, 2", "3, 0, 1", "5, 0, 2", "0, 0, 1"})
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations(int startKernel, int kernel, int strides) {
        UniversalInvertedBottleneck layer =
                initialized(builder(startKernel, kernel).strides(strides).build());
        assertSameAsPlain(layer, channelsLast(normal(3, 4, 6, 6)), (plain, x) -> {
            NDArray y = startKernel == 0 ? x : plain.unit("start", x, kernel == 0 ? strides : 1, 4);
            y = ai.djl.nn.Activation.relu(plain.unit("expand", y, 1, 1));
            y = kernel == 0 ? y : ai.djl.nn.Activation.relu(plain.unit("depthwise", y, strides, 8));
            y = plain.unit("project", y, 1, 1);
            return strides == 1 ? x.add(y) : y;
        });
    }

    @Test
    void theStrideIsThatOfTheLastDepthwiseConvolutionOfTheFirstBlock() {
        Shape map = new Shape(1, 4, 8, 8);
        assertThat(builder(3, 3).strides(2).stage(2).outputShape(map)).isEqualTo(new Shape(1, 4, 4, 4));
        assertThat(builder(3, 0).strides(2).stage(2).outputShape(map)).isEqualTo(new Shape(1, 4, 4, 4));
    }

    @Test
    void aStrideNeedsADepthwiseConvolution() {
        UniversalInvertedBottleneck.Builder builder = builder(0, 0).strides(2);
        assertThatThrownBy(() -> builder.stage(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No depthwise convolution can have the stride 2: set kernel or startKernel, or leave the"
                        + " stride at 1");
    }

    @Test
    void aBlockThatIsNoWiderHasAnExpansionAllTheSame() {
        assertThat(builder(0, 3).expandedChannels(4).build().getParameters().keys())
                .contains("expand.conv.weight");
    }

    @Test
    void nothingButTheOutputIsLeftOpenAndAChannelsLastMapStaysSo() {
        Stage stage = initialized(builder(3, 5)
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
