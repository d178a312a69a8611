package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Composite layers that no table has yet: a declaration is all that one needs. */
class CompositeTest extends WithEngine {
    private static final Shape INPUT = new Shape(3, 4, 6, 6);

    private static final class Declared extends Composite {
        Declared(Steps steps) {
            declare(steps);
        }
    }

    private static ConvNormActivation unit(Activation activation) {
        return ConvNormActivation.builder(Conventions.PYTORCH, 4, 4)
                .activation(activation)
                .build();
    }

    private Declared initialized(Steps steps) {
        Declared layer = new Declared(steps);
        layer.initialize(manager, DataType.FLOAT32, INPUT);
        return layer;
    }

    @ParameterizedTest
    @EnumSource
    void aSumAndAnActivationSpareTheArraysThatTheGradientNeeds(Activation activation) {
        Declared layer = initialized(new Steps()
                .then("first", unit(activation))
                .then(new Steps().then("second", unit(activation)).plusInput(0))
                .then(activation)
                .then(activation));
        assertSameAsPlain(layer, channelsLast(normal(3, 4, 6, 6)), (plain, x) -> {
            NDArray first = Activations.apply(activation, plain.unit("first", x, 1, 1));
            NDArray second = Activations.apply(activation, plain.unit("second", first, 1, 1));
            return Activations.apply(activation, Activations.apply(activation, second.add(first)));
        });
    }

    @Test
    void aShortcutOfItsOwnLayersAndABranchOfNoneStartAtTheSameArray() {
        Declared layer = initialized(new Steps()
                .plus(new Steps().then("around", unit(Activation.RELU)), 0)
                .then("behind", unit(Activation.LINEAR)));
        assertThat(layer.getChildren().keys()).containsExactly("around", "behind");
        assertSameAsPlain(
                layer,
                channelsLast(normal(3, 4, 6, 6)),
                (plain, x) ->
                        plain.unit("behind", x.add(ai.djl.nn.Activation.relu(plain.unit("around", x, 1, 1))), 1, 1));
    }

    @Test
    void nothingButTheOutputIsLeftOpenAndTheInputStaysAsItIs() {
        Declared layer = initialized(new Steps()
                .then(Activation.RELU)
                .plus(new Steps().then("around", unit(Activation.RELU)), 0.5f)
                .plusInput(0.5f)
                .then(Activation.RELU));
        NDArray x = normal(3, 4, 6, 6);
        float[] values = x.toFloatArray();
        int before = manager.getManagedArrays().size();
        layer.forward(store(), x, true);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
        assertThat(x.toFloatArray()).containsExactly(values);
    }

    @Test
    void withoutStepsTheOutputIsTheInput() {
        NDArray x = normal(3, 4, 6, 6);
        assertThat(initialized(new Steps()).forward(store(), x, true)).isSameAs(x);
    }

    @Test
    void foldingAndExportFollowFromTheDeclaration() throws Exception {
        Supplier<Layer> layer = () -> new Declared(new Steps()
                .then(
                        "first",
                        ConvNormActivation.builder(Conventions.PYTORCH, 2, 2).build())
                .plusInput(0)
                .then(Activation.RELU));
        RowsBlock block = RowsBlock.of(RowsBlock.oddAndEven(), () -> RowsBlock.rows("row", layer.get()));
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        NDArray images = normal(2, 2, 19, 14);
        assertClose(Inference.forward(block.fold(manager), images), Inference.forward(block, images));
        assertThat(ModelProto.parseFrom(Onnx.of(block).toBytes()).getGraph().getNodeList())
                .extracting(NodeProto::getOpType)
                .containsExactly("Conv", "Add", "Relu");
    }
}
