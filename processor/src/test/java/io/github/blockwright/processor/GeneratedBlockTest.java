package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.layers.Layer;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the summary says at compile time is what the built block has on the real engine, for every row. */
class GeneratedBlockTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CifarMobileNetV2, tables.CifarMobileNetV2Block",
        "ImageNetMobileNetV2, tables.ImageNetMobileNetV2Block",
        "EveryOperator, tables.EveryOperatorBlock",
        "EveryBlock, tables.EveryBlockBlock",
        "MoreBlocks, tables.MoreBlocksBlock",
        "WeirdNames, tables.WeirdNames_RowBlock",
        "Stage, StageBlock",
        "DogsVsCats, tables.DogsVsCatsBlock",
        "TinyVariant, tables.TinyVariantBlock",
        "Nested, tables.Nested_TableBlock",
        "Family, tables.Family_TableBlock",
        "Family, tables.Family_Table_050_16Block",
        "Family, tables.Family_Table_140Block",
        "Family, tables.Family_OnAVariantBlock"
    })
    void theSummaryOfEveryRowIsWhatTheBuiltBlockHas(String table, String block) {
        requireTheSummary(BuiltNetwork.of(table, block));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CifarMobileNetV2, tables.CifarMobileNetV2Block",
        "EveryOperator, tables.EveryOperatorBlock",
        "WeirdNames, tables.WeirdNames_RowBlock",
        "DogsVsCats, tables.DogsVsCatsBlock",
        "Family, tables.Family_Table_050_16Block"
    })
    void soItIsForAnotherNumberOfClasses(String table, String block) {
        BuiltNetwork own = BuiltNetwork.of(table, block);
        BuiltNetwork seven = own.forClasses(7);
        requireTheSummary(seven);
        assertThat(seven.summary().classes()).isEqualTo(7);
        assertThat(seven.summary().fingerprint()).isEqualTo(own.summary().fingerprint() + "/7");
        BuiltNetwork same = own.forClasses(own.summary().classes());
        assertThat(same.summary()).isSameAs(own.summary());
        assertThat(seven.block().forClasses(7).getClass()).isSameAs(own.block().getClass());
    }

    @Test
    void theTaskOfATableIsThatOfItsBlocksAndNoPartOfTheFingerprint() {
        BuiltNetwork several = BuiltNetwork.of("SeveralLabels", "tables.SeveralLabelsBlock");
        assertThat(several.summary().multiLabel()).isTrue();
        assertThat(several.forClasses(7).summary().multiLabel()).isTrue();
        assertThat(BuiltNetwork.of("SeveralLabels", "tables.SeveralLabels_16Block")
                        .summary()
                        .multiLabel())
                .isTrue();
        assertThat(several.summary().fingerprint())
                .isEqualTo(BuiltNetwork.of("SeveralLabels", "tables.SeveralLabels_16Block")
                        .summary()
                        .fingerprint());
        assertThat(BuiltNetwork.of("Nested", "tables.Nested_TableBlock")
                        .summary()
                        .multiLabel())
                .isFalse();
    }

    @Test
    void aTableThatEndsWithSomethingElseHasOneConstructor() {
        BuiltNetwork network = BuiltNetwork.of("Stage", "StageBlock");
        assertThat(network.block().getClass().getDeclaredConstructors()).hasSize(1);
        assertThatThrownBy(() -> network.block().forClasses(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end the table with a @Dense without an activation");
    }

    /** Initialises the block, and compares what it has with what its summary says. */
    static void requireTheSummary(BuiltNetwork network) {
        try (NDManager manager = NDManager.newBaseManager()) {
            network.block().initialize(manager);
            List<Layer> layers = network.layers();
            List<RowSummary> rows = network.summary().rows();
            List<Shape> shapes = network.endpointShapes(manager);
            Shape input = network.summary().input().shape(1);
            SoftAssertions softly = new SoftAssertions();
            softly.assertThat(shapes).hasSameSizeAs(rows);
            softly.assertThat(layers).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                Layer layer = layers.get(i);
                RowSummary row = rows.get(i);
                RowSummary built = new RowSummary(
                        network.block().getChildren().get(i).getKey(),
                        row.operator(),
                        shapes.get(i),
                        BuiltNetwork.parameters(layer),
                        BuiltNetwork.statistics(layer),
                        MultiplyAdds.of(layer, input),
                        row.footprint());
                softly.assertThat(row).as(row.name()).isEqualTo(built);
                input = layer.outputShape(input);
                softly.assertThat(input.slice(1)).as(row.name()).isEqualTo(row.output());
            }
            softly.assertAll();
        }
    }

    @Test
    void theForwardPassGivesTheLastEndpoint() {
        BuiltNetwork network = BuiltNetwork.of("EveryOperator", "tables.EveryOperatorBlock");
        try (NDManager manager = NDManager.newBaseManager()) {
            network.block().initialize(manager);
            ParameterStore store = new ParameterStore(manager, false);
            NDArray images = manager.randomNormal(network.summary().input().shape(3));
            NDArray logits =
                    network.block().forward(store, new NDList(images), false).singletonOrThrow();
            NDArray endpoint = BuiltNetwork.endpoint(network.block().endpoints(store, images, false), "logits");
            assertThat(logits.getShape()).isEqualTo(new Shape(3, 4));
            assertThat(endpoint.toFloatArray()).isEqualTo(logits.toFloatArray());
        }
    }

    @Test
    void endpointsOfImagesWithOtherChannelsNameTheExpectedShape() {
        BuiltNetwork network = BuiltNetwork.of("CifarMobileNetV2", "tables.CifarMobileNetV2Block");
        try (NDManager manager = NDManager.newBaseManager()) {
            network.block().initialize(manager);
            assertThatThrownBy(() -> network.block().endpoints(manager.zeros(new Shape(1, 1, 32, 32))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(-1, 3, 32, 32)")
                    .hasMessageContaining("(1, 1, 32, 32)");
        }
    }

    @Test
    void everyRowHasATypedAccessorAndAConstant() throws ReflectiveOperationException {
        BuiltNetwork network = BuiltNetwork.of("CifarMobileNetV2", "tables.CifarMobileNetV2Block");
        Object stage3 = network.block().getClass().getMethod("stage3").invoke(network.block());
        assertThat(stage3).isSameAs(network.layers().get(3));
        assertThat(BuiltNetwork.rowConstants(network.block()))
                .containsExactly(
                        "STEM", "STAGE1", "STAGE2", "STAGE3", "STAGE4", "STAGE5", "STAGE6", "STAGE7", "HEAD", "POOLED",
                        "LOGITS");
    }
}
