package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads {@code .zip}, {@code .tar} and {@code .tar.gz} archives, told by their content, without trusting them: only plain
 * files and folders, only relative names without {@code ..}, no more files and bytes than the caller expects.
 */
public final class Archives {
    private static final String UNPACKING = ".unpacking-";

    private Archives() {}

    /** The most that an archive may hold. */
    @FunctionalInterface
    public interface Limits {
        /**
         * Looks at what has been found so far, before the last of it is read.
         *
         * @param entries files and folders
         * @param bytes of all files together, unpacked
         * @throws IOException if that is too much
         */
        void check(Path archive, long entries, long bytes) throws IOException;

        /** Those of an archive that is known. */
        static Limits expected(long mostEntries, long mostBytes) {
            return (archive, entries, bytes) -> {
                if (entries > mostEntries || bytes > mostBytes) {
                    throw new IOException(archive + " holds more than the " + mostEntries + " entries and " + mostBytes
                            + " bytes that are expected: it is not the file it should be, or unpack it yourself and give"
                            + " the folder");
                }
            };
        }
    }

    /** Is given each plain file of an archive. */
    @FunctionalInterface
    public interface FileVisitor {
        /**
         * Uses the file's content as far as it is of interest.
         *
         * @param name the file's name in the archive, relative, with slashes
         * @param size in bytes
         * @param content valid until this method returns
         */
        void visit(String name, long size, InputStream content) throws IOException;
    }

    /** Whether a file's first bytes are those of an archive, or of anything else that gzip has compressed. */
    public static boolean isArchive(Path file) throws IOException {
        return ArchiveEntries.Kind.of(file).isPresent();
    }

    /** The names of the first files and folders in an archive, none if it is damaged. */
    public static List<String> firstNames(Path archive, int most) {
        List<String> names = new ArrayList<>();
        try (ArchiveEntries entries = ArchiveEntries.open(archive)) {
            for (ArchiveEntries.Entry entry = entries.next();
                    entry != null && names.size() < most;
                    entry = entries.next()) {
                names.add(entry.name());
            }
        } catch (IOException e) {
            // Whoever goes on to read it hears of that.
        }
        return names;
    }

    /**
     * Visits the plain files of an archive in the archive's order.
     *
     * @throws IOException if the archive is damaged, exceeds the limits or holds anything else than plain files and
     *     folders below its root
     */
    public static void forEachFile(Path archive, Limits limits, FileVisitor visitor) throws IOException {
        long number = 0;
        long bytes = 0;
        try (ArchiveEntries entries = ArchiveEntries.open(archive)) {
            for (ArchiveEntries.Entry entry = entries.next(); entry != null; entry = entries.next()) {
                checkName(entry, archive);
                number++;
                bytes += Math.max(0, entry.size());
                if (bytes < 0) {
                    bytes = Long.MAX_VALUE;
                }
                limits.check(archive, number, bytes);
                if (!entry.isFolder()) {
                    try (InputStream content = entries.content()) {
                        visitor.visit(entry.name(), entry.size(), content);
                    }
                }
            }
        }
    }

    /**
     * Unpacks an archive so that its topmost files and folders lie in a folder. They appear there only when everything
     * has been unpacked.
     *
     * @throws IOException as {@link #forEachFile} does, and if one of the topmost names is already in the folder
     */
    public static void unpack(Path archive, Path folder, Limits limits) throws IOException {
        CannotWriteException.explaining(folder, () -> unpackWhole(archive, folder, limits));
    }

    private static void unpackWhole(Path archive, Path folder, Limits limits) throws IOException {
        Path unpacked = Files.createTempDirectory(folder, UNPACKING);
        try {
            unpackInto(unpacked, archive, limits);
            for (Path top : children(unpacked)) {
                Path target = folder.resolve(top.getFileName());
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException(
                            target + " is already there: move it away or delete it, then unpack " + archive + " again");
                }
                Files.move(top, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            delete(unpacked);
        }
    }

    /**
     * Unpacks an archive as a new folder, which appears only when everything has been unpacked.
     *
     * @param folder is not there yet, but the folder that it will be in is; if another process makes it meanwhile, that is taken
     * @param last does what is left to do in the folder before it appears
     * @throws IOException as {@link #forEachFile} does
     */
    public static void unpackAs(Path folder, Path archive, Limits limits, AtomicFiles.Writer last) throws IOException {
        CannotWriteException.explaining(folder, () -> unpackWholeAs(folder, archive, limits, last));
    }

    private static void unpackWholeAs(Path folder, Path archive, Limits limits, AtomicFiles.Writer last)
            throws IOException {
        Path unpacked = folder.toAbsolutePath().resolveSibling(UNPACKING + folder.getFileName());
        Turn.at(unpacked.resolveSibling(unpacked.getFileName() + ".lock"), () -> {
            if (Files.exists(folder)) {
                return;
            }
            try {
                // A process that was killed may have left one.
                deleteIfThere(unpacked);
                Files.createDirectory(unpacked);
                unpackInto(unpacked, archive, limits);
                last.write(unpacked);
                Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                deleteIfThere(unpacked);
            }
        });
    }

    private static void unpackInto(Path folder, Path archive, Limits limits) throws IOException {
        try (Progress progress = Progress.ofBytes("Unpacking", 0, -1)) {
            forEachFile(archive, limits, (name, size, content) -> {
                Path target = FileNames.resolve(folder, name);
                Files.createDirectories(target.getParent());
                try {
                    Files.copy(content, target);
                } catch (FileAlreadyExistsException e) {
                    throw new IOException(
                            archive + " holds the entry '" + name
                                    + "' twice, or another whose name is the same here but"
                                    + " for capital letters: unpack it yourself and give the folder",
                            e);
                }
                progress.step(Math.max(0, size));
            });
        }
    }

    private static void checkName(ArchiveEntries.Entry entry, Path archive) throws IOException {
        String name = entry.name();
        boolean escapes = name.isEmpty()
                || name.startsWith("/")
                || name.contains("\\")
                || name.matches("[A-Za-z]:.*")
                || Arrays.asList(name.split("/")).contains("..");
        boolean impossible = Arrays.stream(name.split("/")).anyMatch(FileNames::cannotBe);
        if (impossible) {
            throw new IOException(
                    archive + " holds the entry '" + shortened(name) + "', which cannot be the name of a file"
                            + " here: unpack it yourself, renaming that, and give the folder");
        }
        if (escapes || !entry.isPlain()) {
            throw new IOException(archive + " holds the entry '" + shortened(name) + "', which is "
                    + (escapes ? "not a plain relative name" : "neither a file nor a folder")
                    + ": nothing of it was used; get the archive from its publisher");
        }
    }

    private static String shortened(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "...";
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    private static void deleteIfThere(Path folder) throws IOException {
        if (Files.exists(folder)) {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
