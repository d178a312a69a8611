package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Names of tables and rows that are unusual, or there twice. */
class NamesTest {
    private static final String ROWS = """
            (
                    // a comment, with @Conv(filters = 0) in it
                    @Conv(/* so many */ filters = 8, kernel = 3) NDArray stem,
                    @GlobalAveragePool /* and another */ NDArray pooled,
                    @Dense(units = 2) @SuppressWarnings("unused") NDArray logits) {}
            """;

    private static final String IMPORTS = """
            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;
            """;

    private static final String NETWORK = "@Network(input = @Input(height = 8, width = 8)) ";

    @Test
    void tablesOfOneNameInSeveralPackagesAndClassesEachHaveTheirBlock() {
        Compilation compilation = compile(
                source("Table", "", NETWORK + "record Table" + ROWS),
                source("Table", "package one;\n", NETWORK + "public record Table" + ROWS),
                source("Table", "package one.two;\n", NETWORK + "record Table" + ROWS),
                source("First", "package one;\n", nested("First")),
                source("Second", "package one;\n", nested("Second")));
        for (String block : List.of(
                "TableBlock",
                "one.TableBlock",
                "one.two.TableBlock",
                "one.First_TableBlock",
                "one.First_Inner_TableBlock",
                "one.Second_TableBlock",
                "one.Second_Inner_TableBlock")) {
            BuiltNetwork network = new BuiltNetwork(BuiltNetwork.create(Compiling.load(compilation, block)));
            assertThat(network.summary().rows()).as(block).hasSize(3);
        }
    }

    private static String nested(String outer) {
        return """
                class %1$s {
                    %2$s record Table%3$s
                    interface Inner {
                        %2$s record Table%3$s
                    }
                }
                """.formatted(outer, NETWORK, ROWS);
    }

    /** Words that mean something to Java, DJL, ONNX or the generated class, and letters beyond ASCII. */
    @Test
    void rowsMayBeCalledLikeWhatIsElsewhereAWord() {
        List<String> words = List.of(
                "images",
                "input",
                "output",
                "record",
                "var",
                "yield",
                "sealed",
                "permits",
                "when",
                "module",
                "open",
                "with",
                "größe",
                "層",
                "ширина",
                "_1",
                "$",
                "$1",
                "Table",
                "TableBlock",
                "Row",
                "Object",
                "String",
                "SUMMARY",
                "ai",
                "java",
                "store",
                "training",
                "params",
                "manager",
                "block",
                "probabilities",
                "pixels");
        StringBuilder rows = new StringBuilder();
        for (String word : words) {
            rows.append("@Conv(filters = 8) NDArray ").append(word).append(", ");
        }
        Compilation compilation = compile(source(
                "Table",
                "package words;\n",
                NETWORK + "record Table(" + rows + "@GlobalAveragePool NDArray p, @Dense(units = 2) NDArray l) {}"));
        BuiltNetwork network = new BuiltNetwork(BuiltNetwork.create(Compiling.load(compilation, "words.TableBlock")));
        assertThat(network.block().getChildren().keys()).startsWith(words.toArray(String[]::new));
    }

    @Test
    void annotationsOfOtherToolsAndFurtherMembersStayWhereTheyAre() {
        compile(source("Table", "package others;\n", """
                %s @Other(2) @FunctionalInterfaceLike record Table(
                        @Other(1) @Conv(filters = 8) @Other.Nested NDArray stem,
                        @Conv(filters = 8) final @Other.OfType NDArray next) implements Comparable<Table> {
                    static final int SIZE = 3;

                    Table {
                        if (stem == null) {
                            throw new IllegalArgumentException();
                        }
                    }

                    @Override
                    public int compareTo(Table other) {
                        return 0;
                    }

                    <T> T generic(T value) {
                        return value;
                    }
                }

                @interface FunctionalInterfaceLike {}

                @interface Other {
                    int value();

                    @interface Nested {}

                    @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
                    @interface OfType {}
                }
                """.formatted(NETWORK).replace(" final ", " ")));
    }

    private static JavaFileObject source(String name, String packageClause, String type) {
        return Sources.source(name, packageClause + IMPORTS + type);
    }

    private static Compilation compile(JavaFileObject... sources) {
        Compilation compilation = Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withOptions("-Xlint:all,-processing,-auxiliaryclass", "-Werror", "-encoding", "UTF-8")
                .compile(sources);
        assertThat(compilation.diagnostics()).isEmpty();
        return compilation;
    }
}
