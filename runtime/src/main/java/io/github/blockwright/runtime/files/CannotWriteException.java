package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A file cannot be written for a reason that its user can remove; the message names the file and says how. */
public final class CannotWriteException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final double MEGA = 1e6;

    private CannotWriteException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * What a failure to write means, if it is one of those that are known.
     *
     * @param file that was to be written
     * @param failure what the system said
     * @param needed bytes, or -1 if that is not known
     * @return empty for any other failure
     */
    public static Optional<CannotWriteException> of(Path file, IOException failure, long needed) {
        if (failure instanceof CannotWriteException known) {
            return Optional.of(known);
        }
        return reason(file, failure, needed).map(reason -> because(file, reason, failure));
    }

    private static Optional<String> reason(Path file, IOException failure, long needed) {
        if (failure instanceof AccessDeniedException) {
            return Optional.of("access is denied: check the permissions of its folder");
        }
        Optional<Path> inTheWay = fileForFolder(file);
        if (inTheWay.isPresent()) {
            return Optional.of(inTheWay.get() + " is a file and no folder: choose another path");
        }
        if (failure instanceof FileAlreadyExistsException) {
            return Optional.of("there is a file of this name already: choose another");
        }
        String said = failure instanceof FileSystemException system
                ? Objects.requireNonNullElse(system.getReason(), "")
                : Objects.requireNonNullElse(failure.getMessage(), "");
        String known = said.toLowerCase(Locale.ROOT);
        if (known.contains("no space left")
                || known.contains("out of disk space")
                || known.contains("not enough space")) {
            return Optional.of(noSpace(needed, free(file)));
        }
        if (known.contains("quota exceeded")) {
            return Optional.of("the quota of the disk is used up"
                    + (needed < 0 ? "" : ", and it needs " + megabytes(needed))
                    + ": remove something, or choose a folder on another disk");
        }
        if (known.contains("file too large")) {
            return Optional.of(
                    "it is larger than a file may be" + (needed < 0 ? "" : ", for it needs " + megabytes(needed))
                            + ": allow more (ulimit -f), or choose a folder on another disk");
        }
        if (known.contains("read-only file system")) {
            return Optional.of("the disk is read-only: choose a folder that can be written to");
        }
        if (known.contains("name too long") || known.contains("extension is too long")) {
            return Optional.of("the path is too long: choose a shorter one");
        }
        // Not within a longer message, which may be about what is read.
        if (known.equals("permission denied") || known.equals("operation not permitted")) {
            return Optional.of("access is denied: check the permissions of its folder");
        }
        if (known.contains("input/output error")) {
            return Optional.of("the disk has an error: choose a folder on another disk");
        }
        return Optional.empty();
    }

    /** The failure itself, or what is known of it. */
    public static IOException explained(Path file, IOException failure, long needed) {
        return of(file, failure, needed).map(IOException.class::cast).orElse(failure);
    }

    /**
     * Writes something whose size is not known before.
     *
     * @param file or folder that it becomes
     * @throws IOException what the writing throws; of a failure to write, what is known of it
     */
    public static void explaining(Path file, Uninterrupted.Writing writing) throws IOException {
        try {
            writing.write();
        } catch (IOException e) {
            throw explained(file, e, -1);
        }
    }

    /**
     * Looks whether there can be a file of this name, before something is begun that would end in its place.
     *
     * @throws CannotWriteException if there is a folder, or a device, which must not be replaced
     */
    static void requireFile(Path file) throws CannotWriteException {
        if (Files.isDirectory(file)) {
            throw because(file, "there is a folder of this name: choose another", null);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw because(file, "it is a device and no file: choose another", null);
        }
    }

    /**
     * Looks whether there is room, before something is begun that would end half-way.
     *
     * @param file that is to be written
     * @param bytes that it takes
     * @throws CannotWriteException if there is not
     */
    public static void requireSpace(Path file, long bytes) throws CannotWriteException {
        Optional<Long> free = free(file);
        if (free.isPresent() && free.get() < bytes) {
            throw because(file, noSpace(bytes, free), null);
        }
    }

    private static String noSpace(long needed, Optional<Long> free) {
        String sizes = (needed < 0 ? "" : ": it needs " + megabytes(needed))
                + free.map(bytes -> (needed < 0 ? ": " : ", and ") + megabytes(bytes) + " are free")
                        .orElse("");
        return "there is no space left on the disk" + sizes + "; remove something, or choose a folder elsewhere";
    }

    private static CannotWriteException because(Path file, String reason, Throwable cause) {
        return new CannotWriteException("Cannot write " + file + ": " + reason, cause);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }

    /** What is no folder on the way to a file, although it would have to be one. */
    private static Optional<Path> fileForFolder(Path file) {
        Path absolute = file.toAbsolutePath();
        for (Path folder = absolute.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder)) {
                return Files.isDirectory(folder) ? Optional.empty() : Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** The bytes that are free where a file is to be written, if the disk says so. */
    public static Optional<Long> free(Path file) {
        for (Path folder = file.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder)) {
                try {
                    FileStore store = Files.getFileStore(folder);
                    // Some network disks do not say, which reads as nothing in all.
                    return store.getTotalSpace() > 0 ? Optional.of(store.getUsableSpace()) : Optional.empty();
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
