package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppliedTest extends WithEngine {
    private static final Shape MAP = new Shape(2, 3, 5, 5);

    /** 3 · 3 · 3 · 4 weights, 4 biases, 4 gammas, 4 betas. */
    private static Block convolution() {
        return new SequentialBlock()
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .setFilters(4)
                        .optStride(new Shape(2, 2))
                        .optPadding(new Shape(1, 1))
                        .build())
                .add(BatchNorm.builder().build());
    }

    @Test
    void aBlockOfTheUsersOwnIsARowLikeAnyOther() {
        Applied layer = new Applied(convolution(), 4, 2, 120);
        layer.initialize(manager, DataType.FLOAT32, MAP);
        assertThat(layer.forward(store(), normal(2, 3, 5, 5), true).getShape())
                .isEqualTo(layer.outputShape(MAP))
                .isEqualTo(new Shape(2, 4, 3, 3));
    }

    @Test
    void onAVectorTheFiltersAreFeatures() {
        Block linear = Linear.builder().setUnits(6).build();
        Applied layer = new Applied(linear, 6, 1, 30);
        layer.initialize(manager, DataType.FLOAT32, new Shape(2, 4));
        assertThat(layer.forward(store(), normal(2, 4), true).getShape()).isEqualTo(new Shape(2, 6));
    }

    @Test
    void anotherOutputThanDeclaredIsAnErrorThatNamesBoth() {
        Applied layer = new Applied(convolution(), 4, 1, 120);
        assertThatThrownBy(() -> layer.initialize(manager, DataType.FLOAT32, MAP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("@Apply(SequentialBlock.class) declares the output (2, 4, 5, 5) for the input (2, 3, 5, 5),"
                        + " but the block gives (2, 4, 3, 3): correct filters or strides in the table, or the block");
    }

    @Test
    void anotherParameterCountThanDeclaredIsAnErrorThatSaysWhatToWrite() {
        Applied layer = new Applied(convolution(), 4, 2, 0);
        assertThatThrownBy(() -> layer.initialize(manager, DataType.FLOAT32, MAP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("@Apply(SequentialBlock.class) declares 0 parameters, but the block has 120:"
                        + " write parameters = 120 in the table");
    }

    @Test
    void frozenItsStatisticsAndParametersStayAsTheyAre() {
        Applied layer = new Applied(convolution(), 4, 2, 120);
        layer.initialize(manager, DataType.FLOAT32, MAP);
        layer.setFrozen(true);
        Map<String, float[]> before = values(layer);
        layer.forward(store(), normal(2, 3, 5, 5), true);
        assertSame(values(layer), before);
        assertThat(layer.getParameters().values()).noneMatch(p -> p.requiresGradient() && Layer.isTrainable(p));

        layer.setFrozen(false);
        assertThat(layer.getParameters().values())
                .allMatch(p -> Layer.isTrainable(p) == p.getArray().hasGradient());
    }
}
