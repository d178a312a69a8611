package io.github.blockwright.runtime.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one reading, whatever becomes of it. */
final class Folders {
    private Folders() {}

    /** Something to do with a folder. */
    @FunctionalInterface
    interface Use {
        void with(Path folder) throws IOException;
    }

    static void fresh(Use use) throws IOException {
        Path folder = Files.createTempDirectory("fuzz");
        try {
            use.with(folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
