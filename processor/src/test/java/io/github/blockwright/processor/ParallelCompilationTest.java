package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that a build compiles at once, in one process with one processor path, come out as one after the other. */
class ParallelCompilationTest {
    private static final int THREADS = 8;
    private static final List<String> TABLES = List.of(
            "CifarMobileNetV2", "EveryOperator", "WeirdNames", "Stage", "DogsVsCats", "ImageNetMobileNetV2", "Family");

    @TempDir
    private Path folder;

    /**
     * Where a build tool keeps its class loader, all that is static in the processor is one for all; otherwise each task loads
     * it from the same files.
     */
    @ParameterizedTest(name = "one class of the processor: {0}")
    @ValueSource(booleans = {true, false})
    void eightAtOnce(boolean oneClass) throws Exception {
        Map<String, String> alone = compile(oneClass, THREADS);
        assertThat(alone).containsKeys("tables/CifarMobileNetV2Block.java", "tables/CifarMobileNetV2Block.class");
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<Map<String, String>>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            tasks.add(() -> {
                start.await();
                return compile(oneClass, number);
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Map<String, String>> compiled : threads.invokeAll(tasks)) {
                assertThat(compiled.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each begins with another table. */
    private Map<String, String> compile(boolean oneClass, int number) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = 0; i < TABLES.size(); i++) {
            sources.add(Sources.table(TABLES.get((i + number) % TABLES.size())));
        }
        Path output = Files.createDirectory(folder.resolve(Integer.toString(number)));
        String path = String.join(File.pathSeparator, ClassPath.processor());
        List<String> options = oneClass ? List.of() : List.of("-processorpath", path);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(output));
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            JavaCompiler.CompilationTask task = javac.getTask(null, files, said, options, null, sources);
            if (oneClass) {
                task.setProcessors(List.of(new NetworkProcessor()));
            }
            assertThat(task.call()).as(Compiling.join(said.getDiagnostics())).isTrue();
        }
        Map<String, String> written = new TreeMap<>();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                written.put(
                        output.relativize(file).toString().replace(File.separatorChar, '/'),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return written;
    }
}
