package io.github.blockwright.benchmarks.compile;

import io.github.blockwright.processor.NetworkProcessor;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A way to run the JDK's compiler. */
public sealed interface Javac {
    /**
     * Compiles without a warning.
     *
     * @param sources Java files
     * @param output a folder for classes and generated sources
     * @param processor whether annotations are processed
     * @return milliseconds
     * @throws IOException if the compiler says anything; the message quotes it
     */
    double milliseconds(List<Path> sources, Path output, boolean processor) throws IOException;

    /** What the table of results calls it. */
    String description();

    /** In this JVM, where the compiler's and the processor's code is compiled already, as in a build daemon. */
    record Warm(List<Path> classPath) implements Javac {
        @Override
        public double milliseconds(List<Path> sources, Path output, boolean processor) throws IOException {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter said = new StringWriter();
            long start = System.nanoTime();
            boolean success;
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
                JavaCompiler.CompilationTask task = compiler.getTask(
                        said,
                        files,
                        null,
                        options(classPath, output, processor),
                        null,
                        files.getJavaFileObjectsFromPaths(sources));
                if (processor) {
                    task.setProcessors(List.of(new NetworkProcessor()));
                }
                success = task.call();
            }
            double milliseconds = (System.nanoTime() - start) / 1e6;
            check(success, said.toString());
            return milliseconds;
        }

        @Override
        public String description() {
            return "javac in a warmed JVM";
        }
    }

    /** A process of its own, which starts cold, as {@code javac} on a command line. */
    record Cold(List<Path> classPath, List<Path> processorPath) implements Javac {
        @Override
        public double milliseconds(List<Path> sources, Path output, boolean processor) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
            command.addAll(options(classPath, output, processor));
            if (processor) {
                command.addAll(List.of("-processorpath", join(processorPath)));
            }
            // A thousand names would exceed what some systems allow a command line.
            Path names = output.resolve("sources.txt");
            Files.write(names, sources.stream().map(Path::toString).toList());
            command.add("@" + names);
            long start = System.nanoTime();
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            try {
                boolean success = process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0;
                double milliseconds = (System.nanoTime() - start) / 1e6;
                check(success, said);
                return milliseconds;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while javac ran", e);
            }
        }

        @Override
        public String description() {
            return "javac as a process";
        }
    }

    private static List<String> options(List<Path> classPath, Path output, boolean processor) {
        List<String> options =
                new ArrayList<>(List.of("-classpath", join(classPath), "-d", output.toString(), "-encoding", "UTF-8"));
        options.addAll(processor ? List.of("-s", output.toString()) : List.of("-proc:none"));
        return options;
    }

    private static String join(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void check(boolean success, String said) throws IOException {
        if (!success || !said.isBlank()) {
            throw new IOException("javac said:\n" + said);
        }
    }
}
