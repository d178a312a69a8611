package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Files that are there whole or not at all. */
public final class AtomicFiles {
    /** Behind the name of a file that is not whole yet. */
    public static final String PART = ".part";

    private static final long UNKNOWN = -1;

    private AtomicFiles() {}

    /** Writes a file's content to a path of its own choosing. */
    @FunctionalInterface
    public interface Writer {
        void write(Path path) throws IOException;
    }

    /** Does what has to be done between the writing and the move. */
    @FunctionalInterface
    public interface Making {
        void room() throws IOException;
    }

    /**
     * Writes a neighbour of the target, forces it to the disk and moves it onto the target; if anything fails the target
     * stays as it was.
     *
     * @throws IOException if that fails; where the disk is full, read-only or closed to us, the message says so
     */
    public static void write(Path target, Writer writer) throws IOException {
        write(target, UNKNOWN, writer, () -> {});
    }

    /**
     * The same for a file of a known size, for which there has to be room before it is begun, and in whose place another may
     * have to be moved aside when it is whole.
     *
     * @param bytes that it takes at most
     * @param making moves aside what is in the file's place
     */
    public static void write(Path target, long bytes, Writer writer, Making making) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path part = absolute.resolveSibling(absolute.getFileName() + PART);
        try {
            CannotWriteException.requireFile(target);
            Files.createDirectories(absolute.getParent());
            // A process that was killed may have left one.
            Files.deleteIfExists(part);
            if (bytes > 0) {
                CannotWriteException.requireSpace(target, bytes);
            }
            writer.write(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            keepPermissions(absolute, part);
            making.room();
            Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            IOException explained = CannotWriteException.explained(target, e, bytes);
            remove(part, explained);
            throw explained;
        } catch (RuntimeException | Error e) {
            remove(part, e);
            throw e;
        }
    }

    /** Who may read what is replaced may read what replaces it, and nobody else. */
    private static void keepPermissions(Path target, Path part) throws IOException {
        PosixFileAttributeView there = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (there != null && Files.isRegularFile(target)) {
            Files.setPosixFilePermissions(part, there.readAttributes().permissions());
        }
    }

    private static void remove(Path part, Throwable failure) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
