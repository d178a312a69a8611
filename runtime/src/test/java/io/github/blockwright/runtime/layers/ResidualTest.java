package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.testing.Plain;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualTest extends WithEngine {
    private <L extends Layer> L initialized(L layer) {
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 8, 6, 6));
        return layer;
    }

    @ParameterizedTest(name = "8 to {0} channels, stride {1}, {2} groups, kernel {3}")
    @CsvSource({"8, 1, 1, 3", "8, 2, 1, 3", "12, 1, 2, 5", "12, 2, 4, 3"})
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations(
            int filters, int strides, int groups, int kernel) {
        Residual layer = initialized(Residual.builder(Conventions.PYTORCH, 8, 4, filters)
                .strides(strides)
                .groups(groups)
                .kernel(kernel)
                .build());
        assertSameAsPlain(layer, channelsLast(normal(3, 8, 6, 6)), (plain, x) -> {
            NDArray y = ai.djl.nn.Activation.relu(plain.unit("reduce", x, 1, 1));
            y = ai.djl.nn.Activation.relu(plain.unit("convolve", y, strides, groups));
            y = plain.unit("expand", y, 1, 1);
            boolean same = strides == 1 && filters == 8;
            return ai.djl.nn.Activation.relu(y.add(same ? x : plain.unit("project", x, strides, 1)));
        });
    }

    @Test
    void aSqueezeScalesTheBottleneckByWhatItsMeansGive() {
        Residual layer = initialized(Residual.builder(Conventions.PYTORCH, 8, 4, 8)
                .squeeze(2, 2, Activation.RELU, Activation.SIGMOID)
                .build());
        assertSameAsPlain(layer, channelsLast(normal(3, 8, 6, 6)), (plain, x) -> {
            NDArray y = ai.djl.nn.Activation.relu(plain.unit("reduce", x, 1, 1));
            y = ai.djl.nn.Activation.relu(plain.unit("convolve", y, 1, 1));
            NDArray s = ai.djl.nn.Activation.relu(plain.conv("squeeze.reduce.conv", Plain.mean(y), 1, 1));
            y = y.mul(ai.djl.nn.Activation.sigmoid(plain.conv("squeeze.expand.conv", s, 1, 1)));
            return ai.djl.nn.Activation.relu(plain.unit("expand", y, 1, 1).add(x));
        });
    }

    @Test
    void onlyABlockThatChangesTheShapeProjectsItsShortcut() {
        Stage stage = Residual.builder(Conventions.PYTORCH, 8, 4, 12).strides(2).stage(3);
        assertThat(stage.outputShape(new Shape(1, 8, 7, 6))).isEqualTo(new Shape(1, 12, 4, 3));
        assertThat(stage.getParameters().keys())
                .anyMatch(name -> name.startsWith("0.project."))
                .noneMatch(name -> name.startsWith("1.project.") || name.startsWith("2.project."));
        assertThat(stage.getParameters().get("1.reduce.conv.weight").getShape()).isEqualTo(new Shape(4, 12, 1, 1));
    }

    @Test
    void nothingButTheOutputIsLeftOpenAndAChannelsLastMapStaysSo() {
        Stage stage = initialized(Residual.builder(Conventions.PYTORCH, 8, 4, 12)
                .strides(2)
                .activation(Activation.LINEAR)
                .dropPath(0.5f)
                .stage(2));
        Stage rectified =
                initialized(Residual.builder(Conventions.PYTORCH, 8, 4, 8).stage(2));
        for (Stage each : new Stage[] {stage, rectified}) {
            NDArray x = channelsLast(normal(3, 8, 6, 6));
            float[] values = x.toFloatArray();
            int before = manager.getManagedArrays().size();
            NDArray y = each.forward(store(), x, true);
            assertThat(manager.getManagedArrays()).hasSize(before + 1);
            assertThat(isChannelsLast(y)).isTrue();
            assertThat(x.toFloatArray()).containsExactly(values);
        }
    }

    @Test
    void aDroppedImageIsTheActivationOfItsShortcut() {
        Residual layer = initialized(
                Residual.builder(Conventions.PYTORCH, 8, 4, 8).dropPath(0.5f).build());
        NDArray x = normal(40, 8, 6, 6);
        NDArray y = layer.forward(store(), x, true);
        NDArray shortcut = ai.djl.nn.Activation.relu(x);
        int dropped = 0;
        for (int i = 0; i < 40; i++) {
            dropped += y.get(i).contentEquals(shortcut.get(i)) ? 1 : 0;
        }
        assertThat(dropped).isBetween(8, 32);
    }

    @Test
    void frozenItRunsAsInInferenceAndMovesNothing() {
        Residual layer = initialized(
                Residual.builder(Conventions.PYTORCH, 8, 4, 12).dropPath(0.9f).build());
        NDArray x = normal(8, 8, 6, 6);
        layer.forward(store(), x, true);
        float[] expected = layer.forward(store(), x, false).toFloatArray();
        layer.setFrozen(true);
        Map<String, float[]> before = values(layer);
        assertThat(layer.forward(store(), x, true).toFloatArray()).containsExactly(expected);
        assertSame(values(layer), before);
    }
}
