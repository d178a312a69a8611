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
import org.junit.jupiter.params.provider.EnumSource;

/** What MobileNetV3, its kin and the ablations of the paper have beyond MobileNetV2's block. */
class InvertedResidualOptionsTest extends WithEngine {
    private static InvertedResidual.Builder builder() {
        return InvertedResidual.builder(Conventions.PYTORCH, 4, 4).expandedChannels(10);
    }

    private <L extends Layer> L initialized(L layer) {
        layer.initialize(manager, DataType.FLOAT32, new Shape(3, 4, 6, 6));
        return layer;
    }

    private static InvertedResidual.Builder squeezed() {
        return builder().squeeze(3, 3, Activation.RELU, Activation.SIGMOID);
    }

    private static NDArray wide(Plain plain, NDArray x) {
        return ai.djl.nn.Activation.relu6(plain.unit("expand", x, 1, 1));
    }

    private static NDArray filtered(Plain plain, NDArray wide) {
        return ai.djl.nn.Activation.relu6(plain.unit("depthwise", wide, 1, 10));
    }

    @Test
    void aSqueezeScalesWhatTheProjectionSees() {
        InvertedResidual layer = initialized(squeezed().build());
        assertSameAsPlain(layer, channelsLast(normal(3, 4, 6, 6)), (plain, x) -> {
            NDArray d = filtered(plain, wide(plain, x));
            NDArray s = ai.djl.nn.Activation.relu(plain.conv("squeeze.reduce.conv", Plain.mean(d), 1, 1));
            NDArray factors = ai.djl.nn.Activation.sigmoid(plain.conv("squeeze.expand.conv", s, 1, 1));
            return x.add(plain.unit("project", d.mul(factors), 1, 1));
        });
    }

    @ParameterizedTest
    @EnumSource
    void anActivationBehindTheProjectionComesBeforeTheShortcut(Activation function) {
        InvertedResidual layer =
                initialized(builder().projectionActivation(function).build());
        assertSameAsPlain(
                layer,
                channelsLast(normal(3, 4, 6, 6)),
                (plain, x) -> x.add(
                        Activations.apply(function, plain.unit("project", filtered(plain, wide(plain, x)), 1, 1))));
    }

    @Test
    void aShortcutBetweenExpansionsGoesAroundTheDepthwiseConvolution() {
        InvertedResidual layer =
                initialized(builder().shortcutBetweenExpansions().build());
        assertSameAsPlain(layer, channelsLast(normal(3, 4, 6, 6)), (plain, x) -> {
            NDArray wide = wide(plain, x);
            return plain.unit("project", wide.add(filtered(plain, wide)), 1, 1);
        });
    }

    @Test
    void aShortcutBetweenExpansionsOfABlockThatDoesNotExpandStartsAtItsInput() {
        InvertedResidual layer = initialized(
                builder().expandedChannels(4).shortcutBetweenExpansions().build());
        assertSameAsPlain(
                layer,
                channelsLast(normal(3, 4, 6, 6)),
                (plain, x) -> plain.unit(
                        "project", x.add(ai.djl.nn.Activation.relu6(plain.unit("depthwise", x, 1, 4))), 1, 1));
    }

    @Test
    void withoutAShortcutTheProjectionIsTheOutput() {
        InvertedResidual layer = initialized(builder().withoutShortcut().build());
        assertSameAsPlain(
                layer,
                channelsLast(normal(3, 4, 6, 6)),
                (plain, x) -> plain.unit("project", filtered(plain, wide(plain, x)), 1, 1));
    }

    @Test
    void expandedChannelsAreTheSameInEveryBlockAndAsManyAsTheInputMeanNoExpansion() {
        Stage stage = InvertedResidual.builder(Conventions.PYTORCH, 4, 6)
                .expandedChannels(4)
                .squeeze(1, 2, Activation.RELU, Activation.HARD_SIGMOID)
                .stage(2);
        assertThat(stage.getParameters().keys()).noneMatch(name -> name.startsWith("0.expand"));
        assertThat(stage.getParameters().get("1.expand.conv.weight").getShape()).isEqualTo(new Shape(4, 6, 1, 1));
        assertThat(stage.getParameters().get("0.squeeze.reduce.conv.weight").getShape())
                .isEqualTo(new Shape(1, 4, 1, 1));
        assertThat(stage.getParameters().get("1.squeeze.reduce.conv.weight").getShape())
                .isEqualTo(new Shape(2, 4, 1, 1));
    }

    @Test
    void nothingButTheOutputIsLeftOpen() {
        for (InvertedResidual layer : new InvertedResidual[] {
            squeezed().dropPath(0.5f).build(),
            squeezed().shortcutBetweenExpansions().dropPath(0.5f).build(),
            builder().projectionActivation(Activation.RELU6).build(),
            builder().expandedChannels(4).shortcutBetweenExpansions().build(),
            builder().withoutShortcut().build()
        }) {
            initialized(layer);
            NDArray x = normal(3, 4, 6, 6);
            float[] values = x.toFloatArray();
            int before = manager.getManagedArrays().size();
            layer.forward(store(), x, true);
            assertThat(manager.getManagedArrays()).hasSize(before + 1);
            assertThat(x.toFloatArray()).containsExactly(values);
        }
    }

    @Test
    void aDroppedImageIsItsShortcutAndTheOthersAreScaled() {
        InvertedResidual whole = initialized(builder().build());
        InvertedResidual dropping = initialized(builder().dropPath(0.25f).build());
        copy(whole, dropping);
        NDArray x = normal(64, 4, 6, 6);
        NDArray branch = whole.forward(store(), x, true).sub(x);
        NDArray dropped = dropping.forward(store(), x, true).sub(x);
        int count = 0;
        for (int i = 0; i < 64; i++) {
            boolean isDropped = dropped.get(i).abs().sum().getFloat() == 0;
            count += isDropped ? 1 : 0;
            if (!isDropped) {
                assertClose(dropped.get(i), branch.get(i).mul(4 / 3f));
            }
        }
        assertThat(count).isBetween(5, 28);
    }

    @Test
    void betweenExpansionsTheDepthwiseConvolutionIsWhatIsDropped() {
        InvertedResidual layer = initialized(
                builder().shortcutBetweenExpansions().dropPath(0.99999f).build());
        Plain plain = Plain.of(layer);
        NDArray x = normal(8, 4, 6, 6);
        assertClose(layer.forward(store(), x, true), plain.unit("project", wide(plain, x), 1, 1));
    }

    @Test
    void inInferenceOrFrozenNoImageIsDropped() {
        InvertedResidual whole = initialized(squeezed().build());
        InvertedResidual dropping = initialized(squeezed().dropPath(0.9f).build());
        copy(whole, dropping);
        NDArray x = normal(16, 4, 6, 6);
        float[] expected = whole.forward(store(), x, false).toFloatArray();
        assertThat(dropping.forward(store(), x, false).toFloatArray()).containsExactly(expected);
        dropping.setFrozen(true);
        Map<String, float[]> before = values(dropping);
        assertThat(dropping.forward(store(), x, true).toFloatArray()).containsExactly(expected);
        assertSame(values(dropping), before);
    }

    private static void copy(Layer from, Layer to) {
        from.getParameters().forEach(p -> {
            NDArray target = to.getParameters().get(p.getKey()).getArray().stopGradient();
            target.subi(target).addi(p.getValue().getArray().stopGradient());
        });
    }
}
