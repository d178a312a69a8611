package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.testing.Plain;
import io.github.blockwright.runtime.testing.WithEngine;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SqueezeExcitationTest extends WithEngine {
    private SqueezeExcitation layer(int channels, int squeezed, Activation gate) {
        SqueezeExcitation layer = new SqueezeExcitation(Conventions.PYTORCH, channels, squeezed, Activation.RELU, gate);
        layer.initialize(manager, DataType.FLOAT32, new Shape(2, channels, 5, 4));
        return layer;
    }

    private static void set(SqueezeExcitation layer, String name, float... values) {
        NDArray parameter = layer.getParameters().get(name).getArray().stopGradient();
        parameter.subi(parameter).addi(parameter.getManager().create(values, parameter.getShape()));
    }

    @Test
    void aMapOfTwoChannelsIsScaledAsByHand() {
        SqueezeExcitation layer = layer(2, 1, Activation.HARD_SIGMOID);
        set(layer, "reduce.conv.weight", 1, 0.5f);
        set(layer, "reduce.conv.bias", 0.25f);
        set(layer, "expand.conv.weight", 2, -2);
        set(layer, "expand.conv.bias", 0, 1);
        // Means 2 and -1; squeezed 2 - 0.5 + 0.25 = 1.75; back 3.5 and -2.5; gates 1 and 0.5 / 6.
        NDArray x = manager.create(new float[] {1, 3, -4, 2}, new Shape(1, 2, 1, 2));
        NDArray y = layer.forward(store(), x, true);
        assertThat(y.toFloatArray()).containsExactly(new float[] {1, 3, -4 / 12f, 2 / 12f}, Offset.offset(1e-6f));
    }

    @Test
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations() {
        SqueezeExcitation layer = layer(6, 3, Activation.SIGMOID);
        set(layer, "reduce.conv.bias", 0.3f, -0.1f, 0.2f);
        set(layer, "expand.conv.bias", 0.1f, 0.2f, -0.3f, 0, 0.5f, -1);
        assertSameAsPlain(layer, channelsLast(normal(2, 6, 5, 4)), (plain, x) -> {
            NDArray squeezed = ai.djl.nn.Activation.relu(plain.conv("reduce.conv", Plain.mean(x), 1, 1));
            return x.mul(ai.djl.nn.Activation.sigmoid(plain.conv("expand.conv", squeezed, 1, 1)));
        });
    }

    @Test
    void aChannelsLastMapStaysSoAndNothingButTheOutputIsLeftOpen() {
        SqueezeExcitation layer = layer(6, 3, Activation.HARD_SIGMOID);
        NDArray x = channelsLast(normal(2, 6, 5, 4));
        float[] values = x.toFloatArray();
        int before = manager.getManagedArrays().size();
        NDArray y = layer.forward(store(), x, true);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
        assertThat(isChannelsLast(y)).isTrue();
        assertThat(x.toFloatArray()).containsExactly(values);
        assertThat(layer.outputShape(x.getShape())).isEqualTo(y.getShape());
    }

    @Test
    void frozenItStillScalesButDoesNotLearn() {
        SqueezeExcitation layer = layer(6, 3, Activation.HARD_SIGMOID);
        NDArray x = normal(2, 6, 5, 4);
        float[] expected = layer.forward(store(), x, false).toFloatArray();
        layer.setFrozen(true);
        assertThat(layer.forward(store(), x, true).toFloatArray()).containsExactly(expected);
        assertThat(layer.getParameters().values()).noneMatch(parameter -> parameter.requiresGradient());
    }
}
