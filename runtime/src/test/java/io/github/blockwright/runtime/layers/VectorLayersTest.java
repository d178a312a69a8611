package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.testing.WithEngine;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Flatten, dropout and dense. */
class VectorLayersTest extends WithEngine {
    @Test
    void denseIsAProductASumAndAnActivationWithTheirGradients() {
        Dense layer = new Dense(4, 3, Activation.SILU);
        layer.initialize(manager, DataType.FLOAT32, new Shape(2, 4));
        NDArray weight = layer.getParameters().get("weight").getArray();
        NDArray bias = layer.getParameters().get("bias").getArray();
        weight.stopGradient().addi(normal(3, 4));
        bias.stopGradient().addi(normal(3));
        NDArray x = leaf(normal(2, 4));
        NDArray theirs = leaf(x);
        NDArray theirWeight = leaf(weight);
        NDArray theirBias = leaf(bias);

        NDArray actual = backward(() -> layer.forward(store(), x, true));
        NDArray expected = backward(() -> {
            NDArray sum = theirs.matMul(theirWeight.transpose()).add(theirBias);
            return sum.div(sum.neg().exp().add(1));
        });

        assertThat(layer.outputShape(x.getShape())).isEqualTo(new Shape(2, 3));
        assertClose(actual, expected);
        assertClose(x.getGradient(), theirs.getGradient());
        assertClose(weight.getGradient(), theirWeight.getGradient());
        assertClose(bias.getGradient(), theirBias.getGradient());
    }

    @Test
    void denseLeavesNothingButItsOutputOpen() {
        Dense layer = new Dense(4, 3, Activation.RELU);
        layer.initialize(manager, DataType.FLOAT32, new Shape(2, 4));
        NDArray x = normal(2, 4);
        int before = manager.getManagedArrays().size();
        layer.forward(store(), x, true);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void flattenPutsChannelsFirstWhateverTheMemorySays() {
        NDArray x = normal(2, 3, 2, 2);
        Flatten layer = new Flatten();
        float[] expected = x.toFloatArray();
        assertThat(layer.forward(store(), x, false).toFloatArray()).containsExactly(expected);
        assertThat(layer.forward(store(), channelsLast(x), false).toFloatArray())
                .containsExactly(expected);
        assertThat(layer.outputShape(x.getShape())).isEqualTo(new Shape(2, 12));
    }

    @Test
    void dropoutDropsItsShareAndScalesTheRest() {
        NDArray y = new Dropout(0.25f).forward(store(), manager.ones(new Shape(100, 100)), true);
        float[] values = y.toFloatArray();
        int dropped = 0;
        for (float value : values) {
            if (value == 0) {
                dropped++;
            } else {
                assertThat(value).isCloseTo(4 / 3f, Offset.offset(1e-6f));
            }
        }
        assertThat(dropped).isBetween(2300, 2700);
    }

    @Test
    void dropoutInInferenceOrFrozenIsTheInputItself() {
        Dropout layer = new Dropout(0.5f);
        NDArray x = normal(2, 3);
        assertThat(layer.forward(store(), x, false)).isSameAs(x);
        layer.setFrozen(true);
        assertThat(layer.forward(store(), x, true)).isSameAs(x);
    }

    @Test
    void aRateOfOneIsRefused() {
        assertThatThrownBy(() -> new Dropout(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The rate of dropout must be at least 0 and below 1, not 1.0");
    }
}
