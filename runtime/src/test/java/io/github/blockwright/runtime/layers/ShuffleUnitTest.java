package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.testing.Plain;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShuffleUnitTest extends WithEngine {
    private <L extends Layer> L initialized(L layer) {
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 8, 6, 6));
        return layer;
    }

    private static NDArray unit(Plain plain, String name, NDArray x) {
        return ai.djl.nn.Activation.relu(plain.unit(name, x, 1, 1));
    }

    private static NDArray shuffled(NDArray x) {
        Shape s = x.getShape();
        return x.reshape(s.get(0), 2, s.get(1) / 2, s.get(2), s.get(3))
                .transpose(0, 2, 1, 3, 4)
                .reshape(s);
    }

    @ParameterizedTest(name = "8 to {0} channels, stride {1}, kernel {2}")
    @CsvSource({"8, 1, 3", "8, 2, 3", "12, 1, 5", "12, 2, 3"})
    void valuesAndGradientsAreThoseOfTheSameComposedOfPlainOperations(int filters, int strides, int kernel) {
        int half = filters / 2;
        ShuffleUnit layer = initialized(ShuffleUnit.builder(Conventions.PYTORCH, 8, filters)
                .strides(strides)
                .kernel(kernel)
                .build());
        assertSameAsPlain(layer, channelsLast(normal(3, 8, 6, 6)), (plain, x) -> {
            boolean splits = strides == 1 && filters == 8;
            NDArray first = splits
                    ? x.get(":, 0:4")
                    : unit(plain, "besideProject", plain.unit("besideDepthwise", x, strides, 8));
            NDArray second = unit(plain, "reduce", splits ? x.get(":, 4:") : x);
            second = unit(plain, "project", plain.unit("depthwise", second, strides, half));
            return shuffled(first.concat(second, 1));
        });
    }

    @Test
    void channelsOfBothHalvesTakeTurns() {
        NDArray x = manager.arange(8f).reshape(1, 4, 1, 2);
        NDArray y = new ChannelShuffle(2).forward(store(), x, false);
        assertThat(y.toFloatArray()).containsExactly(0, 1, 4, 5, 2, 3, 6, 7);
        assertThat(y.getShape()).isEqualTo(x.getShape());
    }

    @Test
    void onlyAUnitThatChangesTheShapeSeesAllChannelsTwice() {
        Stage stage = ShuffleUnit.builder(Conventions.PYTORCH, 8, 12).strides(2).stage(3);
        assertThat(stage.outputShape(new Shape(1, 8, 7, 6))).isEqualTo(new Shape(1, 12, 4, 3));
        assertThat(stage.getParameters().keys())
                .anyMatch(name -> name.startsWith("0.besideProject."))
                .noneMatch(name -> name.startsWith("1.beside") || name.startsWith("2.beside"));
        assertThat(stage.getParameters().get("0.reduce.conv.weight").getShape()).isEqualTo(new Shape(6, 8, 1, 1));
        assertThat(stage.getParameters().get("1.reduce.conv.weight").getShape()).isEqualTo(new Shape(6, 6, 1, 1));
    }

    @Test
    void nothingButTheOutputIsLeftOpenAndAChannelsLastMapStaysSo() {
        Stage stage = initialized(
                ShuffleUnit.builder(Conventions.PYTORCH, 8, 12).strides(2).stage(2));
        for (boolean training : new boolean[] {false, true}) {
            NDArray x = channelsLast(normal(3, 8, 6, 6));
            float[] values = x.toFloatArray();
            int before = manager.getManagedArrays().size();
            NDArray y = stage.forward(store(), x, training);
            assertThat(manager.getManagedArrays()).hasSize(before + 1);
            assertThat(isChannelsLast(y)).isTrue();
            assertThat(x.toFloatArray()).containsExactly(values);
        }
    }

    @Test
    void twoHalvesNeedAnEvenNumberOfChannels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShuffleUnit.builder(Conventions.PYTORCH, 8, 7))
                .withMessage("Two halves cannot share 7 channels: make them even");
    }
}
