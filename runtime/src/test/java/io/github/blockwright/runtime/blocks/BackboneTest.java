package io.github.blockwright.runtime.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackboneTest extends WithEngine {
    private final Backbone<Row> backbone = Backbone.of(new TinyBlock(), Row.POOLED);

    private void initialize() {
        backbone.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 8, 8));
    }

    private TinyBlock source() {
        TinyBlock source = new TinyBlock();
        source.initialize(manager);
        source.getParameters().values().forEach(parameter -> fill(parameter.getArray()));
        return source;
    }

    /** Other values than those of a new network, positive as a variance is. */
    private void fill(NDArray array) {
        try (NDArray values = array.stopGradient();
                NDArray noise = manager.randomUniform(0.1f, 0.4f, array.getShape())) {
            values.addi(noise);
        }
    }

    @Test
    void itsParametersAreThoseOfTheRowsThroughItsLastUnderTheirOwnNames() {
        assertThat(backbone.getParameters().keys())
                .startsWith("stem.conv.weight")
                .contains("stage2.1.project.norm.beta")
                .endsWith("head.norm.runningVar")
                .noneMatch(name -> name.startsWith("logits"));
        assertThat(backbone.getChildren().keys()).containsExactly("stem", "stage1", "stage2", "head", "pooled");
    }

    @Test
    void theRowsAfterItsLastHoldNoMemory() {
        initialize();
        assertThat(backbone.isInitialized()).isTrue();
        assertThat(backbone.network().layer(Row.LOGITS).getParameters().values())
                .isNotEmpty()
                .noneMatch(Parameter::isInitialized);
    }

    @Test
    void itGivesTheActivationOfItsLastRow() {
        initialize();
        TinyBlock source = source();
        backbone.copyFrom(source);
        NDArray images = channelsLast(normal(4, 3, 8, 8));
        NDArray output = backbone.forward(store(), images, false);
        assertThat(output.toFloatArray())
                .isEqualTo(source.endpoints(images).pooled().toFloatArray());
        assertThat(backbone.outputShape(images.getShape())).isEqualTo(output.getShape());
        assertThat(backbone.through()).isEqualTo(Row.POOLED);
    }

    @Test
    void aForwardPassLeavesNothingOpenButItsOutput() {
        initialize();
        NDArray images = channelsLast(normal(4, 3, 8, 8));
        int before = manager.getManagedArrays().size();
        NDArray output = backbone.forward(store(), images, false);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
        output.close();
    }

    @Test
    void allOfItLearnsUnlessItIsTold() {
        assertThat(backbone.trainableFrom()).isEmpty();
        assertThat(frozenRows()).isEmpty();
    }

    @Test
    void theRowsBeforeTheOneThatItIsTrainableFromAreFrozen() {
        assertThat(backbone.trainableFrom(Row.STAGE2)).isSameAs(backbone);
        assertThat(backbone.trainableFrom()).contains(Row.STAGE2);
        assertThat(frozenRows()).containsExactly(Row.STEM, Row.STAGE1);
        initialize();
        assertThat(backbone.getParameters().stream()
                        .filter(parameter -> Layer.isTrainable(parameter.getValue()))
                        .filter(parameter -> !parameter.getValue().requiresGradient())
                        .map(parameter -> parameter.getKey().replaceFirst("\\..*", ""))
                        .distinct())
                .containsExactly("stem", "stage1");
    }

    @Test
    void freezingBeforeAnEarlierRowFreesTheRowsBetween() {
        backbone.freezeBefore(Row.HEAD);
        backbone.freezeBefore(Row.STAGE1);
        assertThat(frozenRows()).containsExactly(Row.STEM);
        backbone.freeze();
        assertThat(backbone.isFrozen()).isTrue();
        assertThat(frozenRows()).hasSize(5);
        backbone.freezeBefore(Row.STEM);
        assertThat(backbone.isFrozen()).isFalse();
        assertThat(frozenRows()).isEmpty();
        backbone.freeze();
        backbone.unfreeze();
        assertThat(frozenRows()).isEmpty();
    }

    @Test
    void aRowAfterItsLastCannotBeTheFirstThatLearns() {
        assertThatThrownBy(() -> backbone.trainableFrom(Row.REGULARISED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The backbone ends with the row POOLED, so REGULARISED is not in it: name POOLED or a row"
                        + " before it");
        assertThat(backbone.trainableFrom()).isEmpty();
    }

    @Test
    void copiedValuesAreWrittenIntoItsOwnArraysAndOutliveTheirSource() {
        initialize();
        List<NDArray> arrays = arrays();
        Map<String, float[]> expected;
        try (NDManager other = NDManager.newBaseManager()) {
            TinyBlock source = new TinyBlock();
            source.initialize(other);
            expected = values(source);
            expected.keySet().removeIf(name -> name.startsWith("logits"));
            backbone.copyFrom(source);
        }
        assertSame(values(backbone), expected);
        for (int i = 0; i < arrays.size(); i++) {
            assertThat(arrays().get(i)).isSameAs(arrays.get(i));
        }
    }

    @Test
    void valuesOfAnotherTableAreRefused() {
        initialize();
        TinyBlock other = TinyBlock.ofAnotherTable();
        other.initialize(manager);
        assertThatThrownBy(() -> backbone.copyFrom(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The weights of Other (fingerprint other) do not fit the backbone Tiny (fingerprint"
                        + " tiny-3): copy from a network of the same table");
    }

    @Test
    void valuesOfTheSameTableForOtherClassesFit() {
        initialize();
        TinyBlock other = new TinyBlock(4);
        other.initialize(manager);
        backbone.copyFrom(other);
        assertThat(values(backbone)).isNotEmpty();
    }

    @Test
    void copyingNeedsValuesOnBothSides() {
        TinyBlock source = source();
        assertThatThrownBy(() -> backbone.copyFrom(source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The backbone has no values yet: call initialize(manager) before copyFrom");
        initialize();
        TinyBlock empty = new TinyBlock();
        assertThatThrownBy(() -> backbone.copyFrom(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The source has no values yet: call initialize(manager) before copyFrom");
    }

    private List<NDArray> arrays() {
        return backbone.getParameters().values().stream()
                .map(Parameter::getArray)
                .toList();
    }

    private List<Row> frozenRows() {
        return Stream.of(Row.values())
                .filter(row -> backbone.network().layer(row).isFrozen())
                .toList();
    }
}
