package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module with a table, compiled as a user's build does: libraries on the module path, the processor on its own. */
class ModulePathTest {
    private static final String TABLE = """
            package tiny;

            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;

            @Network(input = @Input(height = 8, width = 8))
            public record Tiny(
                    @Conv(filters = 8, kernel = 3) NDArray stem,
                    @GlobalAveragePool NDArray pooled,
                    @Dense(units = 2) NDArray logits) {}
            """;

    @Test
    void aModuleThatRequiresTheRuntimeCompilesWithoutAWord(@TempDir Path folder) throws IOException {
        List<String> said = compile(folder, "requires transitive io.github.blockwright.runtime;");
        assertThat(said).isEmpty();
        assertThat(folder.resolve("out/tiny/TinyBlock.java")).content().contains("@Generated(");
        assertThat(folder.resolve("out/tiny/TinyBlock.class")).exists();
    }

    @Test
    void aModuleThatRequiresTheLanguageAloneIsToldWhatIsMissing(@TempDir Path folder) throws IOException {
        List<String> said = compile(folder, "requires io.github.blockwright.dsl; requires ai.djl.api;");
        assertThat(said).anySatisfy(message -> assertThat(message)
                .startsWith("[BW002] Tiny: cannot see the class io.github.blockwright.runtime.blocks.NetworkBlock")
                .contains("requires io.github.blockwright.runtime"));
    }

    private static List<String> compile(Path folder, String directives) throws IOException {
        List<Path> sources = List.of(folder.resolve("module-info.java"), folder.resolve("Tiny.java"));
        Files.writeString(sources.get(0), "module tiny { " + directives + " exports tiny; }\n");
        Files.writeString(sources.get(1), TABLE);
        Path out = Files.createDirectories(folder.resolve("out"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(collector, Locale.ROOT, null)) {
            List<String> options = new ArrayList<>(List.of("-d", out.toString(), "-Xlint:all"));
            options.addAll(List.of("--module-path", join(modules())));
            options.addAll(List.of("--processor-path", join(ClassPath.processor())));
            javac.getTask(null, files, collector, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return collector.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    /** The runtime and the modules that it requires, as a build tool finds them. */
    private static List<String> modules() {
        Map<String, ModuleReference> known = new HashMap<>();
        for (String entry : ClassPath.entries()) {
            modulesIn(Path.of(entry))
                    .forEach(module -> known.put(module.descriptor().name(), module));
        }
        Set<String> required = new TreeSet<>();
        collect("io.github.blockwright.runtime", known, required);
        return required.stream()
                .map(name -> Path.of(known.get(name).location().orElseThrow()).toString())
                .toList();
    }

    private static Set<ModuleReference> modulesIn(Path entry) {
        try {
            return ModuleFinder.of(entry).findAll();
        } catch (FindException e) {
            // A jar whose name is no module's, such as the engine's natives, is for the class path.
            return Set.of();
        }
    }

    private static void collect(String name, Map<String, ModuleReference> known, Set<String> required) {
        if (known.containsKey(name) && required.add(name)) {
            known.get(name).descriptor().requires().forEach(next -> collect(next.name(), known, required));
        }
    }

    private static String join(List<String> paths) {
        return String.join(File.pathSeparator, paths);
    }
}
