package io.github.blockwright.benchmarks;

import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A training as a process of the command line, and what it leaves in its run's directory.
 *
 * @param jar of the command
 * @param words of its command
 * @param model that it ends with
 */
record TrainingProcess(String jar, List<String> words, String model) {
    /** Begins or goes on. */
    Process start(Path run, boolean resume) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-jar", jar));
        command.addAll(words);
        command.addAll(List.of("--output", run.toString()));
        if (resume) {
            command.add("--resume");
        }
        File log = log(run).toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    /** What it prints. */
    static Path log(Path run) {
        return run.resolveSibling(run.getFileName() + ".log");
    }

    /** What the run ended with. */
    Map<String, float[]> weights(Path run) throws IOException {
        Map<String, float[]> weights = new TreeMap<>();
        try (SavedModel saved = SavedModel.load(run.resolve(SavedModel.fileName(model)), new ShapesNetBlock())) {
            saved.block()
                    .getParameters()
                    .forEach(
                            p -> weights.put(p.getKey(), p.getValue().getArray().toFloatArray()));
        }
        return weights;
    }

    /** When the newest checkpoint of any phase was written, or long ago. */
    static long newestCheckpoint(Path run) throws IOException {
        return newest(run, "checkpoint.zip");
    }

    /** When a process began to train: it writes its record then, and no more before it ends by itself. */
    static long newestRecord(Path run) throws IOException {
        return newest(run, "record.json");
    }

    private static long newest(Path run, String name) throws IOException {
        while (Files.exists(run)) {
            try (Stream<Path> files = Files.walk(run)) {
                return files.filter(file -> file.getFileName().toString().equals(name))
                        .mapToLong(file -> file.toFile().lastModified())
                        .max()
                        .orElse(0);
            } catch (UncheckedIOException e) {
                // The process has moved or deleted a file just now, so there is another look.
            }
        }
        return 0;
    }

    /** What is there of files that are not whole. */
    static List<String> half(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.map(file -> run.relativize(file).toString())
                    .filter(name -> name.endsWith(".part") || name.contains(".saving"))
                    .toList();
        }
    }
}
