package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
        if (failure instanceof AccessDeniedException) {
            return Optional.of(because(file, "access is denied: check the permissions of its folder", failure));
        }
        String reason = failure instanceof FileSystemException system
                ? Objects.requireNonNullElse(system.getReason(), "")
                : Objects.requireNonNullElse(failure.getMessage(), "");
        String known = reason.toLowerCase(Locale.ROOT);
        if (known.contains("no space left")
                || known.contains("out of disk space")
                || known.contains("not enough space")) {
            return Optional.of(noSpace(file, needed, free(file), failure));
        }
        if (known.contains("quota exceeded")) {
            return Optional.of(because(
                    file,
                    "the quota of the disk is used up" + (needed < 0 ? "" : ", and it needs " + megabytes(needed))
                            + ": remove something, or choose a folder on another disk",
                    failure));
        }
        if (known.contains("read-only")) {
            return Optional.of(because(file, "the disk is read-only: choose a folder that can be written to", failure));
        }
        if (known.contains("too long")) {
            return Optional.of(because(file, "the path is too long: choose a shorter one", failure));
        }
        return Optional.empty();
    }

    /** The failure itself, or what is known of it. */
    static IOException explained(Path file, IOException failure, long needed) {
        return of(file, failure, needed).map(IOException.class::cast).orElse(failure);
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
            throw noSpace(file, bytes, free, null);
        }
    }

    private static CannotWriteException noSpace(Path file, long needed, Optional<Long> free, Throwable cause) {
        String sizes = (needed < 0 ? "" : ": it needs " + megabytes(needed))
                + free.map(bytes -> (needed < 0 ? ": " : ", and ") + megabytes(bytes) + " are free")
                        .orElse("");
        return because(
                file,
                "there is no space left on the disk" + sizes + "; remove something, or choose a folder elsewhere",
                cause);
    }

    private static CannotWriteException because(Path file, String reason, Throwable cause) {
        return new CannotWriteException("Cannot write " + file + ": " + reason, cause);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }

    private static Optional<Long> free(Path file) {
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
