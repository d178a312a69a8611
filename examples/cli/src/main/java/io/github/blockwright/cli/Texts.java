package io.github.blockwright.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files that people write. */
final class Texts {
    private Texts() {}

    /** @throws IOException if it cannot be read, or is no text; the message names it */
    static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (FileSystemException e) {
            throw e; // It names the file.
        } catch (IOException e) {
            throw new IOException(file + " cannot be read as text in UTF-8: " + e.getMessage(), e);
        }
    }
}
