package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvertedResidualTest extends WithEngine {
    private static InvertedResidual layer(int channels, int filters, int expansion, int strides, int kernel) {
        return InvertedResidual.builder(Conventions.PYTORCH, channels, filters)
                .expansion(expansion)
                .strides(strides)
                .kernel(kernel)
                .build();
    }

    @ParameterizedTest(name = "{0} to {1} channels, expansion {2}, stride {3}, kernel {4}")
    @CsvSource({"4, 4, 3, 1, 3", "4, 4, 1, 1, 3", "4, 6, 2, 1, 5", "4, 4, 2, 2, 3"})
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations(
            int channels, int filters, int expansion, int strides, int kernel) {
        InvertedResidual layer = layer(channels, filters, expansion, strides, kernel);
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, channels, 6, 6));
        assertSameAsPlain(layer, channelsLast(normal(3, channels, 6, 6)), (plain, x) -> {
            NDArray y = expansion == 1 ? x : ai.djl.nn.Activation.relu6(plain.unit("expand", x, 1, 1));
            y = ai.djl.nn.Activation.relu6(plain.unit("depthwise", y, strides, expansion * channels));
            y = plain.unit("project", y, 1, 1);
            return strides == 1 && channels == filters ? x.add(y) : y;
        });
    }

    @Test
    void theInputIsNeitherChangedNorClosedAndAChannelsLastMapStaysSo() {
        InvertedResidual layer = layer(4, 4, 2, 1, 3);
        layer.initialize(manager, DataType.FLOAT32, new Shape(2, 4, 6, 6));
        NDArray x = channelsLast(normal(2, 4, 6, 6));
        float[] before = x.toFloatArray();
        NDArray y = layer.forward(store(), x, true);
        assertThat(x.toFloatArray()).containsExactly(before);
        assertThat(isChannelsLast(y)).isTrue();
    }

    @Test
    void nothingButTheOutputIsLeftOpen() {
        Stage stage =
                InvertedResidual.builder(Conventions.PYTORCH, 4, 4).strides(2).stage(3);
        stage.initialize(manager, DataType.FLOAT32, new Shape(2, 4, 8, 8));
        NDArray x = normal(2, 4, 8, 8);
        int before = manager.getManagedArrays().size();
        stage.forward(store(), x, true);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void onlyTheFirstBlockOfAStageHasTheStrideAndOnlyItChangesTheChannels() {
        Stage stage = InvertedResidual.builder(Conventions.PYTORCH, 4, 6)
                .expansion(3)
                .strides(2)
                .stage(3);
        assertThat(stage.outputShape(new Shape(1, 4, 8, 8))).isEqualTo(new Shape(1, 6, 4, 4));
        assertThat(stage.getParameters().get("0.expand.conv.weight").getShape()).isEqualTo(new Shape(12, 4, 1, 1));
        assertThat(stage.getParameters().get("1.expand.conv.weight").getShape()).isEqualTo(new Shape(18, 6, 1, 1));
        assertThat(stage.getParameters().get("2.project.conv.weight").getShape())
                .isEqualTo(new Shape(6, 18, 1, 1));
    }

    @Test
    void anExpansionOfOneHasNoExpandingConvolution() {
        assertThat(layer(4, 4, 1, 1, 3).getParameters().keys()).noneMatch(name -> name.startsWith("expand"));
    }
}
