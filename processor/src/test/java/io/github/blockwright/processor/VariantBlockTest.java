package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One record, several blocks. */
class VariantBlockTest {
    private static final String OWN = "tables.Family_TableBlock";
    private static final String NARROW = "tables.Family_Table_050_16Block";
    private static final String WIDE = "tables.Family_Table_140Block";

    @Test
    void everyVariantHasItsOwnNameInputWidthAndCosts() {
        BuiltNetwork own = BuiltNetwork.of("Family", OWN);
        assertThat(channels(own.summary())).containsExactly(16L, 24L, 64L, 64L, 10L);
        assertThat(own.summary().name()).isEqualTo("Table");

        NetworkSummary narrow = own.sibling(NARROW).summary();
        assertThat(narrow.name()).isEqualTo("Table_050_16");
        assertThat(narrow.input().height()).isEqualTo(16);
        assertThat(narrow.input().width()).isEqualTo(24);
        // The last 1×1 convolution in front of the pooling does not shrink.
        assertThat(channels(narrow)).containsExactly(8L, 16L, 64L, 64L, 10L);
        assertThat(narrow.parameters()).isLessThan(own.summary().parameters());

        NetworkSummary wide = own.sibling(WIDE).summary();
        assertThat(wide.input()).isEqualTo(own.summary().input());
        assertThat(channels(wide)).containsExactly(24L, 32L, 88L, 88L, 10L);
    }

    @Test
    void endpointsOfAVariantAreTheRecordAndItsRowsAreTheRecordsRows() {
        BuiltNetwork own = BuiltNetwork.of("Family", OWN);
        BuiltNetwork narrow = own.sibling(NARROW);
        try (NDManager manager = NDManager.newBaseManager()) {
            own.block().initialize(manager);
            narrow.block().initialize(manager);
            NDArray images = manager.randomNormal(narrow.summary().input().shape(2));
            Record endpoints = narrow.block().endpoints(images);
            NDArray large = manager.zeros(own.summary().input().shape(1));
            assertThat(endpoints.getClass())
                    .isSameAs(own.block().endpoints(large).getClass());
            assertThat(BuiltNetwork.endpoint(endpoints, "logits").toFloatArray())
                    .isEqualTo(Inference.forward(narrow.block(), images).toFloatArray());
        }
        assertThat(types(narrow.block())).isEqualTo(types(own.block()));
    }

    @Test
    void anotherWidthIsAnotherFingerprintAndAnotherInputSizeIsNot() {
        BuiltNetwork own = BuiltNetwork.of("Family", OWN);
        assertThat(own.sibling(WIDE).summary().fingerprint())
                .isNotEqualTo(own.summary().fingerprint());
        String text = Sources.text("tables/Family.java")
                .replace("widthMultiplier = 0.5, ", "")
                .replace(", budget = @Budget(parameters = 9_000)", "");
        Class<?> resized = Compiling.load(Compiling.compileCleanly(Sources.source("Family", text)), NARROW);
        assertThat(new BuiltNetwork(BuiltNetwork.create(resized)).summary().fingerprint())
                .isEqualTo(own.summary().fingerprint());
    }

    @Test
    void aVariantTakesNoWordFromTheBlocksOfTheOthers() {
        String text = Sources.text("tables/Family.java");
        String alone = text.replaceFirst("@Variant\\(name = \"140\".*", "");
        assertThat(Compiling.generated(Compiling.compileCleanly(Sources.source("Family", alone)), NARROW))
                .isEqualTo(Compiling.generated(Compiling.compileCleanly(Sources.table("Family")), NARROW));
    }

    @Test
    void aBackboneOfAVariantSharesTheVariantsRows() {
        BuiltNetwork onAVariant = BuiltNetwork.of("Family", "tables.Family_OnAVariantBlock");
        NetworkSummary narrow = onAVariant.sibling(NARROW).summary();
        RowSummary features = onAVariant.summary().rows().get(0);
        assertThat(features.operator()).isEqualTo("Backbone Table_050_16 through pooled");
        assertThat(features.parameters())
                .isEqualTo(narrow.rows().stream()
                        .limit(4)
                        .mapToLong(RowSummary::parameters)
                        .sum());
    }

    /** The record and the enum of the rows. */
    private static List<?> types(NetworkBlock<?, ?> block) {
        return List.of(((ParameterizedType) block.getClass().getGenericSuperclass()).getActualTypeArguments());
    }

    private static List<Long> channels(NetworkSummary summary) {
        return summary.rows().stream().map(row -> row.output().get(0)).toList();
    }
}
