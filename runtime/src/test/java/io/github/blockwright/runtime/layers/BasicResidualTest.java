package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasicResidualTest extends WithEngine {
    private <L extends Layer> L initialized(L layer) {
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 8, 6, 6));
        return layer;
    }

    @ParameterizedTest(name = "8 to {0} channels, stride {1}, kernel {2}")
    @CsvSource({"8, 1, 3", "8, 2, 3", "12, 1, 5", "12, 2, 3"})
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations(int filters, int strides, int kernel) {
        BasicResidual layer = initialized(BasicResidual.builder(Conventions.PYTORCH, 8, filters)
                .strides(strides)
                .kernel(kernel)
                .build());
        assertSameAsPlain(layer, channelsLast(normal(3, 8, 6, 6)), (plain, x) -> {
            NDArray y = ai.djl.nn.Activation.relu(plain.unit("first", x, strides, 1));
            y = plain.unit("second", y, 1, 1);
            boolean same = strides == 1 && filters == 8;
            return ai.djl.nn.Activation.relu(y.add(same ? x : plain.unit("project", x, strides, 1)));
        });
    }

    @Test
    void nothingButTheOutputIsLeftOpenAndAChannelsLastMapStaysSo() {
        Stage stage = initialized(BasicResidual.builder(Conventions.PYTORCH, 8, 12)
                .strides(2)
                .dropPath(0.5f)
                .stage(2));
        NDArray x = channelsLast(normal(3, 8, 6, 6));
        float[] values = x.toFloatArray();
        int before = manager.getManagedArrays().size();
        NDArray y = stage.forward(store(), x, true);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
        assertThat(isChannelsLast(y)).isTrue();
        assertThat(x.toFloatArray()).containsExactly(values);
        assertThat(stage.outputShape(new Shape(1, 8, 7, 6))).isEqualTo(new Shape(1, 12, 4, 3));
        assertThat(stage.getParameters().keys())
                .anyMatch(name -> name.startsWith("0.project."))
                .noneMatch(name -> name.startsWith("1.project."));
    }
}
