package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.processor.check.Diagnostic;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages about what surrounds a table: class path, disk, versions. */
class EnvironmentMessagesTest {
    /** The ids that the tests here are about. */
    static final Set<String> TESTED =
            Set.of(Diagnostic.INTERNAL.id(), Diagnostic.LIBRARY_MISSING.id(), Diagnostic.NOT_WRITTEN.id());

    private static final String TINY = """
            package tiny;

            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;

            @Network(input = @Input(height = 8, width = 8))
            record %s(@Conv(filters = 8, activation = Activation.SILU) NDArray stem) {}
            """;

    @Test
    void aMissingLibraryIsToldOnceOnTheFirstTable() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withClasspath(List.of(languageOnly()))
                .compile(tiny("First"), tiny("Second"));
        assertThat(ours(compilation))
                .containsExactly(
                        "[BW002] First: cannot see the class ai.djl.ndarray.NDArray, which every network needs;"
                                + " add io.github.blockwright:blockwright-runtime to the dependencies (and to module-info.java,"
                                + " if there is one: requires io.github.blockwright.runtime)");
    }

    @Test
    void anUnexpectedFailureIsOneErrorOnTheRecordWithoutAStackTrace() {
        // A newer version of the language, which this processor does not know.
        JavaFileObject newer = Sources.source(
                "Activation",
                "package io.github.blockwright.dsl;\npublic enum Activation { LINEAR, RELU6, SILU, GELU }\n");
        JavaFileObject table = Sources.source("Newer", TINY.formatted("Newer").replace("SILU", "GELU"));
        Compilation compilation = Compiling.compile(newer, table);
        assertThat(ours(compilation)).singleElement().satisfies(message -> assertThat(message)
                .startsWith("[BW001] Newer: the processor failed unexpectedly (java.lang.IllegalArgumentException:")
                .contains("GELU", "please report")
                .doesNotContain("\n"));
        assertThat(compilation.errors()).singleElement().satisfies(error -> assertThat(error.getLineNumber())
                .isEqualTo(7));
    }

    @Test
    void anAttributeThatTheLanguageLacksIsAnErrorAndNotAMissingRow() {
        // An older version of the language.
        Compilation compilation = compileWithConv("int filters(); Activation activation() default Activation.LINEAR;");
        assertThat(ours(compilation)).singleElement().satisfies(message -> assertThat(message)
                .startsWith("[BW001] Other: the processor failed unexpectedly (java.lang.IllegalArgumentException: ")
                .contains("dsl.Conv", "has no attribute kernel"));
    }

    @Test
    void anAttributeThatNothingReadsIsAnErrorAndNotWithoutEffect() {
        Compilation compilation = compileWithConv("""
                int filters(); int kernel() default 1; int strides() default 1; int groups() default 1;
                Activation activation(); boolean batchNorm() default true; boolean scaled() default true;
                boolean padded() default true;
                int dilation() default 1;""");
        assertThat(ours(compilation)).singleElement().satisfies(message -> assertThat(message)
                .startsWith("[BW001] Other: the processor failed unexpectedly (java.lang.IllegalArgumentException: ")
                .contains("Nothing reads dilation of ", "dsl.Conv"));
    }

    private static Compilation compileWithConv(String attributes) {
        return Compiling.compile(
                Sources.source(
                        "Conv", "package io.github.blockwright.dsl;\npublic @interface Conv {" + attributes + "}"),
                tiny("Other"));
    }

    @Test
    void aBlockThatCannotBeWrittenIsAnErrorOnTheRecord(@TempDir Path folder) throws IOException {
        // Where the folder of the package would be, there is a file.
        Files.createFile(folder.resolve("tiny"));
        assertThatItCannotBeWritten(folder);
    }

    @Test
    void soIsAFolderInWhichNobodyMayWrite(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(folder.toFile().setReadOnly(), "a folder cannot be closed here");
        // Root may write in it all the same, but for a disk that is for reading only.
        boolean mounted =
                Files.isWritable(folder) && command("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", folder.toString());
        try {
            assumeTrue(!Files.isWritable(folder), "no folder is closed to this user");
            assertThatItCannotBeWritten(folder);
        } finally {
            if (mounted) {
                command("umount", folder.toString());
            }
            assertThat(folder.toFile().setWritable(true)).isTrue();
        }
    }

    private static void assertThatItCannotBeWritten(Path folder) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(said, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            JavaCompiler.CompilationTask task = javac.getTask(null, files, said, null, null, List.of(tiny("Table")));
            task.setProcessors(List.of(new NetworkProcessor()));
            assertThat(task.call()).isFalse();
        }
        assertThat(said.getDiagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT)))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("[BW016] Table: its block tiny.TableBlock cannot be written (")
                .endsWith("); make the folder for generated sources writable");
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static JavaFileObject tiny(String name) {
        return Sources.source(name, TINY.formatted(name));
    }

    private static List<String> ours(Compilation compilation) {
        return compilation.errors().stream()
                .map(error -> error.getMessage(Locale.ROOT))
                .filter(message -> message.startsWith("[BW"))
                .toList();
    }

    /** The class path of someone who forgot the runtime. */
    private static File languageOnly() {
        try {
            return new File(Network.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
