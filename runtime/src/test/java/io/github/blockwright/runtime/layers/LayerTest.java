package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all layers share, on a stage of the layer that most rows are made of. */
class LayerTest extends WithEngine {
    private static final Shape INPUT = new Shape(2, 4, 6, 6);

    private final ConvNormActivation first = ConvNormActivation.builder(Conventions.PYTORCH, 4, 6)
            .kernel(3)
            .strides(2)
            .groups(2)
            .activation(Activation.RELU)
            .build();
    private final ConvNormActivation second = ConvNormActivation.builder(Conventions.PYTORCH, 6, 5)
            .withoutBatchNorm()
            .build();
    private final Stage stage = new Stage(List.of(first, second));

    @BeforeEach
    void initialize() {
        stage.initialize(manager, DataType.FLOAT32, INPUT);
    }

    @Test
    void parametersAreNamedByTheirPath() {
        assertThat(stage.getParameters().keys())
                .containsExactly(
                        "0.conv.weight",
                        "0.norm.gamma",
                        "0.norm.beta",
                        "0.norm.runningMean",
                        "0.norm.runningVar",
                        "1.conv.weight",
                        "1.conv.bias");
    }

    @Test
    void theShapeForetoldIsTheShapeGiven() {
        NDArray y = stage.forward(store(), channelsLast(normal(2, 4, 6, 6)), true);
        assertThat(y.getShape()).isEqualTo(stage.outputShape(INPUT)).isEqualTo(new Shape(2, 5, 3, 3));
        assertThat(stage.getOutputShapes(new Shape[] {INPUT})).containsExactly(y.getShape());
        assertThat(isChannelsLast(y)).isTrue();
    }

    @Test
    void theFormForListsDoesTheSame() {
        NDArray x = normal(2, 4, 6, 6);
        assertThat(stage.forward(store(), new NDList(x), false)
                        .singletonOrThrow()
                        .toFloatArray())
                .containsExactly(stage.forward(store(), x, false).toFloatArray());
    }

    @Test
    void theConventionsReachTheConvolution() {
        Conventions same = new Conventions(1e-3f, 0.01f, Padding.SAME);
        ConvNormActivation layer = ConvNormActivation.builder(same, 1, 1)
                .kernel(3)
                .strides(2)
                .withoutBatchNorm()
                .build();
        layer.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 4, 4));
        NDArray weight = layer.getParameters().get("conv.weight").getArray().stopGradient();
        weight.muli(0).addi(1);
        // Zeros only behind: the first window is whole, the last one has two rows and columns of ones.
        NDArray y = layer.forward(store(), manager.ones(new Shape(1, 1, 4, 4)), false);
        assertThat(y.toFloatArray()).containsExactly(9, 6, 6, 4);
    }

    @Test
    void djlsOwnWayToFreezeHoldsStatisticsTooAndFreeingByPredicateLeavesTheFrozenAlone() {
        first.freezeParameters(true);
        stage.freezeParameters(false, parameter -> true);
        assertThat(first.isFrozen()).isTrue();
        assertThat(second.isFrozen()).isFalse();

        Map<String, float[]> before = values(stage);
        backward(() -> stage.forward(store(), normal(2, 4, 6, 6), true));
        assertSame(values(stage), before);
        assertThat(first.getParameters().values()).noneMatch(p -> p.getArray().hasGradient());
        assertThat(second.getParameters().values()).allMatch(p -> p.getArray().hasGradient());

        stage.freezeParameters(false);
        assertThat(first.isFrozen()).isFalse();
    }

    @Test
    void aPredicateFreezesOnlyWhatItMatchesAndNoLayer() {
        stage.freezeParameters(true, parameter -> parameter.getName().equals("weight"));
        assertThat(stage.isFrozen()).isFalse();
        stage.getParameters().forEach(p -> assertThat(p.getValue().requiresGradient())
                .as(p.getKey())
                .isEqualTo(!p.getKey().endsWith("weight") && Layer.isTrainable(p.getValue())));
    }
}
