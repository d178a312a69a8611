package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.emit.FaceEmitter;
import io.github.blockwright.processor.spec.names.JavaName;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake in a table is told in the order of lines, and not hidden by those who use its block. */
class FollowUpErrorsTest {
    private static final String TABLE = """
            package tiny;

            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;

            @Network(input = @Input(height = 8, width = 8))
            @Variant(name = "half", widthMultiplier = 0.5)
            public record Table(
                    @Conv(%s) NDArray stem,
                    @GlobalAveragePool NDArray pooled,
                    @Dense(units = 2) NDArray logits) {}
            """;

    private static final JavaFileObject USER = Sources.source("User", """
            package user;

            import ai.djl.ndarray.NDManager;
            import tiny.Table;
            import tiny.TableBlock;
            import tiny.Table_halfBlock;

            class User {
                private final TableBlock field = new TableBlock();
                private final Table_halfBlock variant = new Table_halfBlock(3);

                TableBlock folded(TableBlock block, NDManager manager) {
                    block.freezeThrough(TableBlock.Row.STEM);
                    String name = TableBlock.SUMMARY.name() + block.stem() + field + variant;
                    Table endpoints = block.endpoints(manager.create(name.length()));
                    return block.fold(manager);
                }
            }
            """);

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "filters = 8, kernel = 2",
                "filters = 0",
                "filters = 8, kernal = 3",
                "filters = 8, strides = -1",
                "filters = 8, groups = 3"
            })
    void whoUsesTheBlockOfATableWithAMistakeIsNotTold(String attributes) {
        assertThat(compile(attributes).errors()).singleElement().satisfies(FollowUpErrorsTest::isOfTheTable);
    }

    @Test
    void norIsATableThatStandsOnIt() {
        JavaFileObject table = Sources.source("Table", TABLE.formatted("filters = 8, kernel = 2"));
        JavaFileObject top = Sources.source("Top", """
                package tiny;

                import ai.djl.ndarray.NDArray;
                import io.github.blockwright.dsl.*;

                @Network(input = @Input(height = 8, width = 8))
                public record Top(@Backbone(value = Table.class, through = "stem") NDArray features) {}
                """);
        JavaFileObject user =
                Sources.source("TopUser", "package user; class TopUser { tiny.TopBlock top = new tiny.TopBlock(); }");
        Compilation compilation =
                Compiler.javac().withProcessors(new NetworkProcessor()).compile(user, top, table, USER);
        assertThat(compilation.errors()).singleElement().satisfies(FollowUpErrorsTest::isOfTheTable);
    }

    /** javac itself then asks no processor, unless it is told to go on; Error Prone wants the same option. */
    @Test
    void norWhereJavacRefusesAnAnnotationAndIsToldToGoOn() {
        assertThat(compile("filter = 8").errors()).hasSizeGreaterThan(10);
        for (String until : List.of("PROCESS", "FLOW")) {
            Compilation compilation = compile("filter = 8", "--should-stop=ifError=" + until);
            assertThat(compilation.errors())
                    .hasSize(2)
                    .allSatisfy(FollowUpErrorsTest::isOfTheTable)
                    .extracting(error -> error.getMessage(Locale.ROOT))
                    .anySatisfy(message -> assertThat(message).contains("missing a default value", "filters"))
                    .anySatisfy(message -> assertThat(message).contains("method filter()"));
        }
    }

    @Test
    void theStandInSaysWhatItIs() {
        Declaration table = Reading.read(Sources.source("Table", TABLE.formatted("filters = 0")));
        assertThat(table.faces()).extracting(JavaName::simpleName).containsExactly("TableBlock", "Table_halfBlock");
        GoldenFile.check(
                "StandIn_TableBlock.java", FaceEmitter.emit(table, table.faces().get(0)));
        GoldenFile.check(
                "StandIn_Table_halfBlock.java",
                FaceEmitter.emit(table, table.faces().get(1)));
    }

    @Test
    void mistakesComeInTheOrderOfTheirLines() {
        String path = "mistakes/IndependentMistakes.java";
        Compilation compilation = Compiling.compile(
                "-Xlint:all,-auxiliaryclass", Sources.source(Sources.className(path), Sources.text(path)));
        List<Long> lines =
                compilation.errors().stream().map(Diagnostic::getLineNumber).toList();
        assertThat(lines).hasSizeGreaterThan(8).isSorted();
    }

    private static Compilation compile(String attributes, String... options) {
        return Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withOptions((Object[]) options)
                .compile(USER, Sources.source("Table", TABLE.formatted(attributes)));
    }

    private static void isOfTheTable(Diagnostic<? extends JavaFileObject> error) {
        assertThat(error.getSource().getName()).endsWith("tiny/Table.java");
        assertThat(error.getLineNumber()).isEqualTo(9);
    }
}
