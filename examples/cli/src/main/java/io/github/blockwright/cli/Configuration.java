package io.github.blockwright.cli;

import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A recipe in a file, or that of a run. */
final class Configuration {
    private Configuration() {}

    /** @throws IOException if it cannot be read; the message names it */
    static String read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return RunDescription.read(path).recipe();
        }
        return Texts.read(path);
    }
}
