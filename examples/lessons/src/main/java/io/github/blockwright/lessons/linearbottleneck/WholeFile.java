package io.github.blockwright.lessons.linearbottleneck;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A lesson's results, which are there whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file beside the one that is wanted, and moves it there.
     *
     * @param file replaced if it is there; its folder is made if it is not
     * @throws IOException if that fails; the message names the file
     */
    public static void write(Path file, byte... content) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
        try {
            Files.createDirectories(absolute.getParent());
            try {
                Files.write(part, content);
                Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileSystemException e) {
            // Without a reason its class says it, which whoever prints it sees.
            throw e.getReason() == null ? e : explained(file, e.getReason(), e);
        } catch (IOException e) {
            throw explained(file, e.getMessage(), e);
        }
    }

    private static IOException explained(Path file, String reason, IOException e) {
        return new IOException("Cannot write " + file + " (" + reason + "): choose another folder", e);
    }
}
