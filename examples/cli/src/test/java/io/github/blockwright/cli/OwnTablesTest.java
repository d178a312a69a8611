package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of the project that one stands in. */
class OwnTablesTest {
    private static final String TABLE = """
            package %s;
            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;
            @Network(input = @Input(height = 32, width = 32))
            public record %s(
                    @Conv(filters = 8, kernel = 3) NDArray stem,
                    @GlobalAveragePool NDArray pooled,
                    @Dense(units = 3) NDArray logits) {}
            """;

    @TempDir
    private static Path folder;

    private static Path project;

    @BeforeAll
    static void compile() throws IOException {
        project = folder.resolve("project");
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        List<Path> sources = List.of(
                source("mine", "OwnNet"),
                source("mine", "ShapesNet"),
                source("mine", "Twice"),
                source("other", "Twice"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            assertThat(compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-d", classes.toString()),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call())
                    .isTrue();
        }
    }

    private static Path source(String name, String table) throws IOException {
        Path source = project.resolve("src").resolve(name).resolve(table + ".java");
        Files.createDirectories(source.getParent());
        return Files.writeString(source, TABLE.formatted(name, table));
    }

    @Test
    void simpleAndFullNamesAreFound() {
        Tables tables = new Tables(project.resolve("src"));
        assertThat(tables.block("OwnNet").summary().classes()).isEqualTo(3);
        assertThat(tables.block("mine.OwnNet").summary().name()).isEqualTo("OwnNet");
        assertThat(tables.block("CifarMobileNetV2").summary().classes()).isEqualTo(10);
    }

    @Test
    void onesOwnComeBeforeTheLibrarys() {
        assertThat(new Tables(project).block("ShapesNet").summary().classes()).isEqualTo(3);
        assertThat(new Tables(folder).block("ShapesNet").summary().classes()).isEqualTo(10);
    }

    @Test
    void aMistakeSaysWhatTheProjectHas() throws IOException {
        assertThatThrownBy(() -> new Tables(project).block("OwnNte"))
                .hasMessageStartingWith("There is no network OwnNte: did you mean OwnNet? ")
                .hasMessageContaining("The project " + project + " has mine.OwnNet, mine.ShapesNet, ");
        assertThatThrownBy(() -> new Tables(project).block("Twice"))
                .hasMessage("The project has several tables Twice: give the full name, mine.Twice or other.Twice");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("pom.xml"), "<project/>");
        assertThatThrownBy(() -> new Tables(empty).block("OwnNet"))
                .hasMessageContaining("The project " + empty + " has no compiled tables: run mvn compile.");
    }
}
