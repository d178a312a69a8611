package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module of Kotlin whose table is a Java record: kapt runs the processor, and Kotlin uses the block. */
@Tag("long")
class KaptTest {
    private static final String TABLE = """
            package mixed;

            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;

            @Network(input = @Input(height = 8, width = 8))
            public record Table(
                    @Conv(filters = 8, kernel = 3) NDArray stem,
                    @GlobalAveragePool             NDArray pooled,
                    @Dense(units = 2)              NDArray logits) {}
            """;
    private static final String USE = """
            package mixed

            fun classes(): Int = TableBlock(3).summary().classes()
            """;
    private static final String PLUGIN = "plugin:org.jetbrains.kotlin.kapt3:";

    private final List<String> kotlin = ClassPath.entries("kotlin.*\\.jar", "annotations-\\d.*\\.jar");

    @TempDir
    private Path folder;

    @Test
    void kotlinUsesTheBlockOfATableInItsModule() throws Exception {
        assumeTrue(
                kotlin.stream().anyMatch(entry -> entry.contains("kotlin-compiler-embeddable")),
                "Kotlin's compiler is there with -Pnightly");
        String table = Files.writeString(folder.resolve("Table.java"), TABLE).toString();
        String use = Files.writeString(folder.resolve("Use.kt"), USE).toString();
        Path classes = folder.resolve("classes");

        assertThat(kotlin(classes, kapt(), table, use)).isZero();
        String block = folder.resolve("sources/mixed/TableBlock.java").toString();
        assertThat(Path.of(block)).isRegularFile();
        assertThat(kotlin(classes, List.of(), table, use, block)).isZero();
        String classPath = classes + File.pathSeparator + ClassPath.text();
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp", classPath, table, block))
                .isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(loader.loadClass("mixed.UseKt").getMethod("classes").invoke(null))
                    .isEqualTo(3);
        }
    }

    private List<String> kapt() {
        String plugin =
                ClassPath.entries("kotlin-annotation-processing-embeddable.*").get(0);
        List<String> options = new ArrayList<>(List.of("-Xplugin=" + plugin));
        List<String> settings = new ArrayList<>(List.of(
                "aptMode=stubsAndApt",
                "sources=" + folder.resolve("sources"),
                "classes=" + folder.resolve("classes"),
                "stubs=" + folder.resolve("stubs")));
        ClassPath.processor().forEach(entry -> settings.add("apclasspath=" + entry));
        settings.forEach(setting -> options.addAll(List.of("-P", PLUGIN + setting)));
        return options;
    }

    private int kotlin(Path classes, List<String> options, String... sources) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, kotlin),
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-jvm-target",
                "17",
                "-cp",
                ClassPath.text(),
                "-d",
                classes.toString()));
        command.addAll(options);
        command.addAll(List.of(sources));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
