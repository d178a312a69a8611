package io.github.blockwright.benchmarks.compile;

import ai.djl.ndarray.NDArray;
import com.palantir.javapoet.TypeName;
import io.github.blockwright.benchmarks.Folders;
import io.github.blockwright.benchmarks.Medians;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.processor.NetworkProcessor;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the processor adds to a compilation. Whole runs of javac over generated tables take turns: the records alone with
 * {@code -proc:none}; the records and the blocks that the processor writes for them, as ordinary sources, with {@code
 * -proc:none}, so the same classes as with the processor; the records with the processor. Prints Markdown. Usage: {@code
 * CompileTime [ROUNDS]}.
 */
public final class CompileTime {
    private static final int WARM_UPS = 8;

    private final int rounds;
    private final Path folder;

    private CompileTime(int rounds, Path folder) {
        this.rounds = rounds;
        this.folder = folder;
    }

    /** One line of the results. */
    private record Subject(String name, Map<String, String> sources) {
        int tables() {
            return sources.size();
        }
    }

    /** Medians in milliseconds. */
    private record Times(double records, double withBlocks, double withProcessor) {
        double added() {
            return withProcessor - records;
        }

        double ofTheProcessor() {
            return withProcessor - withBlocks;
        }
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<Path> classPath = Stream.of(Network.class, NetworkBlock.class, NDArray.class)
                .map(CompileTime::location)
                .toList();
        List<Path> processorPath = Stream.of(NetworkProcessor.class, Network.class, TypeName.class)
                .map(CompileTime::location)
                .toList();
        Path folder = Files.createTempDirectory("compile-time");
        try {
            CompileTime measurement = new CompileTime(rounds, folder);
            measurement.run(new Javac.Cold(classPath, processorPath));
            Javac warm = new Javac.Warm(classPath);
            measurement.warmUp(warm);
            measurement.run(warm);
        } finally {
            Folders.delete(folder);
        }
    }

    private static List<Subject> tables() {
        return Stream.of(1, 10, 100, 1000)
                .map(count -> new Subject(
                        count == 1 ? "1 table of 11 rows" : count + " tables of 11 rows",
                        GeneratedTables.lecture(count)))
                .toList();
    }

    private static List<Subject> networks() {
        return Stream.of(10, 100, 1000)
                .map(rows -> new Subject("1 network of " + rows + " rows", GeneratedTables.network(rows)))
                .toList();
    }

    private void warmUp(Javac javac) throws IOException {
        Subject subject = new Subject("", GeneratedTables.lecture(50));
        for (int i = 0; i < WARM_UPS; i++) {
            measure(javac, subject, 1);
        }
    }

    private void run(Javac javac) throws IOException {
        System.out.printf("%n%s, median of %d runs, ms%n%n", javac.description(), rounds);
        System.out.println("| | records | records and blocks | records with processor | processor adds"
                + " | of that, for itself | each further table adds | of that, for itself |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        Times first = null;
        for (Subject subject : tables()) {
            Times times = measure(javac, subject, rounds);
            first = first == null ? times : first;
            int further = subject.tables() - 1;
            print(
                    subject,
                    times,
                    further == 0 ? "" : format((times.added() - first.added()) / further),
                    further == 0 ? "" : format((times.ofTheProcessor() - first.ofTheProcessor()) / further));
        }
        for (Subject subject : networks()) {
            String name =
                    subject.tables() == 1 ? subject.name() : subject.name() + " in " + subject.tables() + " tables";
            print(new Subject(name, subject.sources()), measure(javac, subject, rounds), "", "");
        }
    }

    private static void print(Subject subject, Times times, String further, String furtherOfTheProcessor) {
        System.out.printf(
                "| %s | %s | %s | %s | %s | %s | %s | %s |%n",
                subject.name(),
                format(times.records()),
                format(times.withBlocks()),
                format(times.withProcessor()),
                format(times.added()),
                format(times.ofTheProcessor()),
                further,
                furtherOfTheProcessor);
    }

    private static String format(double milliseconds) {
        return String.format(Locale.ROOT, milliseconds < 10 ? "%.2f" : "%.0f", milliseconds);
    }

    private Times measure(Javac javac, Subject subject, int runs) throws IOException {
        List<Path> records = write(subject.sources());
        Path generated = newFolder();
        javac.milliseconds(records, generated, true);
        List<Path> all = new ArrayList<>(records);
        all.addAll(javaFiles(generated));
        List<Double> alone = new ArrayList<>();
        List<Double> withBlocks = new ArrayList<>();
        List<Double> withProcessor = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            alone.add(once(javac, records, false));
            withBlocks.add(once(javac, all, false));
            withProcessor.add(once(javac, records, true));
        }
        Folders.delete(generated);
        return new Times(Medians.of(alone), Medians.of(withBlocks), Medians.of(withProcessor));
    }

    private double once(Javac javac, List<Path> sources, boolean processor) throws IOException {
        Path output = newFolder();
        double milliseconds = javac.milliseconds(sources, output, processor);
        Folders.delete(output);
        return milliseconds;
    }

    private List<Path> write(Map<String, String> sources) throws IOException {
        Path target = newFolder();
        Map<Path, String> files = new LinkedHashMap<>();
        sources.forEach((name, text) -> files.put(target.resolve(name + ".java"), text));
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
        return List.copyOf(files.keySet());
    }

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(folder, "");
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** The jar or the folder that a class comes from. */
    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " comes from a place that is no file", e);
        }
    }
}
