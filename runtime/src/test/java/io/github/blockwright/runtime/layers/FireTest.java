package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.testing.Plain;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;

class FireTest extends WithEngine {
    private <L extends Layer> L initialized(L layer) {
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 8, 6, 6));
        return layer;
    }

    private static NDArray unit(Plain plain, String name, NDArray x) {
        return ai.djl.nn.Activation.relu(plain.conv(name + ".conv", x, 1, 1));
    }

    @Test
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations() {
        Fire layer = initialized(Fire.builder(Conventions.PYTORCH, 8, 3, 10).build());
        assertSameAsPlain(layer, channelsLast(normal(3, 8, 6, 6)), (plain, x) -> {
            NDArray y = unit(plain, "reduce", x);
            return unit(plain, "expand1x1", y).concat(unit(plain, "expand3x3", y), 1);
        });
    }

    @Test
    void nothingButTheOutputIsLeftOpenAndAChannelsLastMapStaysSo() {
        Stage stage = initialized(Fire.builder(Conventions.PYTORCH, 8, 3, 10).stage(2));
        NDArray x = channelsLast(normal(3, 8, 6, 6));
        int before = manager.getManagedArrays().size();
        NDArray y = stage.forward(store(), x, true);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
        assertThat(isChannelsLast(y)).isTrue();
        assertThat(stage.outputShape(new Shape(1, 8, 7, 6))).isEqualTo(new Shape(1, 10, 7, 6));
    }

    @Test
    void twoHalvesNeedAnEvenNumberOfChannels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fire.builder(Conventions.PYTORCH, 8, 3, 7))
                .withMessage("Two halves cannot share 7 channels: make them even");
    }
}
