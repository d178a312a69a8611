package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Removes what a process that was killed in the middle of writing left in a run directory, and nothing of anybody else's. */
final class LeftBehind {
    private static final String SAVING = ".saving";
    private static final Set<String> WRITTEN =
            Set.of("checkpoint.zip", "log.csv", "run.json", "head-log.csv", "last", "best", "fine-tuned");

    private LeftBehind() {}

    static void remove(Path directory) throws IOException {
        for (Path path : list(directory)) {
            String name = path.getFileName().toString();
            if (name.startsWith(SAVING) && Files.isDirectory(path)) {
                removeFolder(path);
            } else if (name.endsWith(AtomicFiles.PART) && isOurs(name)) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static boolean isOurs(String part) {
        String name = part.substring(0, part.length() - AtomicFiles.PART.length());
        return WRITTEN.stream().anyMatch(own -> name.equals(own) || name.equals(SavedModel.fileName(own)));
    }

    /** A folder that models are written in; with anything else in it, it is not ours. */
    private static void removeFolder(Path folder) throws IOException {
        List<Path> files = list(folder);
        if (files.stream().allMatch(file -> SavedModel.isNamedLikeOne(file) && Files.isRegularFile(file))) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
