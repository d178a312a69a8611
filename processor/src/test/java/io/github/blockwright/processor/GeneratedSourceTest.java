package io.github.blockwright.processor;

import static io.github.blockwright.processor.Compiling.compileCleanly;
import static io.github.blockwright.processor.Compiling.generated;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of generated blocks, and that it compiles without a warning. */
class GeneratedSourceTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "CifarMobileNetV2, tables.CifarMobileNetV2Block",
        "EveryOperator, tables.EveryOperatorBlock",
        "EveryBlock, tables.EveryBlockBlock",
        "MoreBlocks, tables.MoreBlocksBlock",
        "WeirdNames, tables.WeirdNames_RowBlock",
        "Stage, StageBlock",
        "DogsVsCats, tables.DogsVsCatsBlock",
        "TinyVariant, tables.TinyVariantBlock",
        "Nested, tables.Nested_TableBlock",
        "SeveralLabels, tables.SeveralLabelsBlock",
        "Family, tables.Family_Table_050_16Block",
        "Family, tables.Family_OnAVariantBlock"
    })
    void theTextIsTheGoldenFile(String table, String block) {
        String text = generated(compileCleanly(Sources.withBackbones(table)), block);
        GoldenFile.check(block.substring(block.lastIndexOf('.') + 1) + ".java", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CifarMobileNetV2", "DogsVsCats", "EveryBlock", "Nested", "Family"})
    void itsJavadocHasNothingThatDoclintWouldSay(String table) {
        Compilation compilation = Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withOptions("-Xdoclint:all/protected")
                .compile(Sources.withBackbones(table));
        assertThat(compilation.diagnostics())
                .filteredOn(diagnostic -> diagnostic.getSource() != null
                        && diagnostic.getSource().getName().endsWith("Block.java")
                        // The table itself is not generated.
                        && !diagnostic.getSource().getName().endsWith("/" + table + ".java"))
                .isEmpty();
    }

    @Test
    void theSameTableGivesTheSameBytes() {
        String once = generated(compileCleanly(Sources.table("CifarMobileNetV2")), "tables.CifarMobileNetV2Block");
        String again = generated(
                compileCleanly(Sources.table("EveryOperator"), Sources.table("CifarMobileNetV2")),
                "tables.CifarMobileNetV2Block");
        assertThat(again).isEqualTo(once);
    }

    @Test
    void classesNamedAsThoseOfJavaLangDoNotGetInTheWay() {
        Compilation compilation = compileCleanly(
                Sources.source("Object", """
                        package odd;
                        import ai.djl.ndarray.NDArray;
                        import io.github.blockwright.dsl.*;
                        @Deprecated
                        @Network(input = @Input(height = 8, width = 8))
                        record Object(@Conv(filters = 3) NDArray stem) {}"""),
                Sources.source("Override", "package odd; @interface Override {}"),
                Sources.source("String", "package odd; class String {}"),
                Sources.source("SuppressWarnings", "package odd; @interface SuppressWarnings {}"));
        assertThat(generated(compilation, "odd.ObjectBlock"))
                .contains("@java.lang.Override", "PairList<java.lang.String, java.lang.Object>")
                .contains("@java.lang.SuppressWarnings({\"deprecation\", \"removal\"})");
    }

    @Test
    void aProbabilityTooSmallForAFloatIsZero() {
        String rows = "@InvertedResidual(expansion = 1, filters = 3, dropPath = 1e-60) NDArray stage,"
                + " @Dropout(1e-60) NDArray dropped";
        String text = generated(
                compileCleanly(Sources.source(
                        "Small",
                        "import ai.djl.ndarray.NDArray; import io.github.blockwright.dsl.*;"
                                + " @Network(input = @Input(height = 8, width = 8)) record Small(" + rows + ") {}")),
                "SmallBlock");
        assertThat(text).contains("new Dropout(0.0f)").doesNotContain("dropPath(");
    }
}
