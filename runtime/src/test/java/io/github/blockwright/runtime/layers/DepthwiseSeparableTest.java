package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DepthwiseSeparableTest extends WithEngine {
    @Test
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations() {
        DepthwiseSeparable layer = DepthwiseSeparable.builder(Conventions.PYTORCH, 4, 6)
                .strides(2)
                .kernel(5)
                .activation(Activation.RELU)
                .build();
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 4, 7, 6));
        assertSameAsPlain(
                layer,
                channelsLast(normal(3, 4, 7, 6)),
                (plain, x) -> ai.djl.nn.Activation.relu(
                        plain.unit("pointwise", ai.djl.nn.Activation.relu(plain.unit("depthwise", x, 2, 4)), 1, 1)));
    }

    @Test
    void aStageHasTheStrideOnceNoShortcutAndLeavesNothingOpen() {
        Stage stage =
                DepthwiseSeparable.builder(Conventions.PYTORCH, 4, 4).strides(2).stage(3);
        stage.initialize(manager, DataType.FLOAT32, new Shape(2, 4, 8, 8));
        NDArray x = channelsLast(normal(2, 4, 8, 8));
        int before = manager.getManagedArrays().size();
        NDArray y = stage.forward(store(), x, true);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
        assertThat(y.getShape()).isEqualTo(new Shape(2, 4, 4, 4));
        assertThat(stage.outputShape(x.getShape())).isEqualTo(y.getShape());
        assertThat(isChannelsLast(y)).isTrue();
        // Between 0 and 6, which a shortcut behind the last ReLU6 would leave.
        assertThat(y.min().getFloat()).isNotNegative();
        assertThat(y.max().getFloat()).isLessThanOrEqualTo(6);
    }

    @Test
    void frozenItRunsAsInInferenceAndMovesNothing() {
        DepthwiseSeparable layer =
                DepthwiseSeparable.builder(Conventions.PYTORCH, 4, 6).build();
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 4, 6, 6));
        NDArray x = normal(3, 4, 6, 6);
        float[] expected = layer.forward(store(), x, false).toFloatArray();
        layer.setFrozen(true);
        Map<String, float[]> before = values(layer);
        assertThat(layer.forward(store(), x, true).toFloatArray()).containsExactly(expected);
        assertSame(values(layer), before);
    }
}
