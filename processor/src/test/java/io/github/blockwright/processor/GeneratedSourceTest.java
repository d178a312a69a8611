package io.github.blockwright.processor;

import static io.github.blockwright.processor.Compiling.compileCleanly;
import static io.github.blockwright.processor.Compiling.generated;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of generated blocks, and that it compiles without a warning. */
class GeneratedSourceTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "CifarMobileNetV2, tables.CifarMobileNetV2Block",
        "EveryOperator, tables.EveryOperatorBlock",
        "EveryBlock, tables.EveryBlockBlock",
        "WeirdNames, tables.WeirdNames_RowBlock",
        "Stage, StageBlock",
        "DogsVsCats, tables.DogsVsCatsBlock",
        "TinyVariant, tables.TinyVariantBlock",
        "Nested, tables.Nested_TableBlock",
        "Family, tables.Family_Table_050_16Block",
        "Family, tables.Family_OnAVariantBlock"
    })
    void theTextIsTheGoldenFile(String table, String block) {
        String text = generated(compileCleanly(Sources.withBackbones(table)), block);
        GoldenFile.check(block.substring(block.lastIndexOf('.') + 1) + ".java", text);
    }

    @Test
    void theSameTableGivesTheSameBytes() {
        String once = generated(compileCleanly(Sources.table("CifarMobileNetV2")), "tables.CifarMobileNetV2Block");
        String again = generated(
                compileCleanly(Sources.table("EveryOperator"), Sources.table("CifarMobileNetV2")),
                "tables.CifarMobileNetV2Block");
        assertThat(again).isEqualTo(once);
    }
}
