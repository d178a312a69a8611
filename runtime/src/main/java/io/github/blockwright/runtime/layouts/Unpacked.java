package io.github.blockwright.runtime.layouts;

import io.github.blockwright.runtime.files.Archives;
import io.github.blockwright.runtime.files.CannotWriteException;
import io.github.blockwright.runtime.files.FileLimit;
import io.github.blockwright.runtime.files.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An archive's content in a folder beside it, {@code photos.zip-unpacked} for {@code photos.zip}. It is unpacked once; a note
 * within says from which archive.
 */
public final class Unpacked {
    private static final String SUFFIX = "-unpacked";
    private static final String NOTE = ".unpacked-from";
    /** Pictures are compressed already, but those of bitmaps of one colour may shrink to this. */
    private static final long MOST_TIMES = 100;

    private Unpacked() {}

    /**
     * The folder, which is made if it is not there.
     *
     * @throws IOException if the archive is damaged, unsafe or too large, or the folder is of another archive of this name; the
     *     message says what to do
     */
    public static Path folder(Path archive) throws IOException {
        Path folder = archive.resolveSibling(archive.getFileName() + SUFFIX);
        String note = Files.size(archive) + " bytes, written at "
                + Files.getLastModifiedTime(archive).toMillis();
        if (!Files.exists(folder)) {
            Archives.unpackAs(
                    folder,
                    archive,
                    limits(archive, folder),
                    unpacked -> Files.writeString(unpacked.resolve(NOTE), note));
        }
        // Also of one that was not there a moment ago: another process may have made it.
        if (!Files.isRegularFile(folder.resolve(NOTE))
                || !TextFiles.read(folder.resolve(NOTE)).equals(note)) {
            throw new IOException(folder + " was not unpacked from " + archive
                    + " as it is now: delete the folder, or give" + " it instead of the archive");
        }
        return folder;
    }

    /** The folder that something of an archive was unpacked into, if it was. */
    static Optional<Path> around(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        while (folder != null && !Files.isRegularFile(folder.resolve(NOTE))) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder);
    }

    private static Archives.Limits limits(Path archive, Path folder) throws IOException {
        long most = Math.max(FileLimit.ARCHIVE.value(), MOST_TIMES * Files.size(archive));
        long room = CannotWriteException.free(folder).orElse(Long.MAX_VALUE);
        return (which, entries, bytes) -> {
            if (entries > FileLimit.ARCHIVE_ENTRIES.value()) {
                throw tooMuch(archive, "its files and folders are above " + FileLimit.ARCHIVE_ENTRIES);
            }
            if (bytes > most) {
                throw tooMuch(
                        archive,
                        "what it unpacks to is above " + MOST_TIMES + " times its size and above " + FileLimit.ARCHIVE);
            }
            if (bytes > room) {
                CannotWriteException.requireSpace(folder, bytes);
            }
        };
    }

    private static IOException tooMuch(Path archive, String what) {
        return new IOException(archive + ": " + what + ", or unpack it yourself and give the folder");
    }
}
