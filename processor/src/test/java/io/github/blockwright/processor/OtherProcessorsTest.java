package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module with tables, Lombok and MapStruct, each on the processor path, in either order. */
class OtherProcessorsTest {
    private static final String SOURCE = """
            package together;

            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;
            import lombok.Value;
            import org.mapstruct.Mapper;
            import org.mapstruct.factory.Mappers;

            public class Together {
                @Network(input = @Input(height = 8, width = 8))
                public record Table(
                        @Conv(filters = 8, kernel = 3) NDArray stem,
                        @GlobalAveragePool NDArray pooled,
                        @Dense(units = 2) NDArray logits) {}

                @Value
                public static class Settings {
                    Together_TableBlock block;
                    int size;
                }

                public static class From {
                    public Together_TableBlock getBlock() {
                        return new Together_TableBlock(3);
                    }
                }

                public static class To {
                    public Together_TableBlock block;
                }

                @Mapper
                public interface Copying {
                    To copy(From from);
                }

                public static int use() {
                    To to = Mappers.getMapper(Copying.class).copy(new From());
                    Settings settings = new Settings(to.block, 8);
                    return settings.getBlock().summary().classes() + settings.getSize();
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allOfThemGenerateWhatTheOthersUse(boolean ownFirst, @TempDir Path folder) throws Exception {
        List<String> path = new ArrayList<>(ClassPath.processor());
        path.addAll(ClassPath.entries("lombok-\\d.*", "mapstruct-.*"));
        if (!ownFirst) {
            Collections.reverse(path);
        }
        assertThat(compile(folder, String.join(java.io.File.pathSeparator, path)))
                .isEmpty();
        assertThat(folder)
                .isDirectoryRecursivelyContaining("glob:**/Together_TableBlock.class")
                .isDirectoryRecursivelyContaining("glob:**/Together$CopyingImpl.class")
                .isDirectoryRecursivelyContaining("glob:**/Together$Settings.class");
        try (java.net.URLClassLoader classes = new java.net.URLClassLoader(
                new java.net.URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(classes.loadClass("together.Together").getMethod("use").invoke(null))
                    .isEqualTo(11);
        }
    }

    private static List<String> compile(Path folder, String processorPath) throws IOException {
        Path source = folder.resolve("Together.java");
        Files.writeString(source, SOURCE);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(said, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "-Xlint:-path",
                    "-d",
                    folder.toString(),
                    "-classpath",
                    ClassPath.text(),
                    "-processorpath",
                    processorPath);
            javac.getTask(null, files, said, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        return said.getDiagnostics().stream()
                .map(diagnostic -> diagnostic.toString())
                .toList();
    }
}
