package io.github.blockwright.runtime.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads {@code .tar.gz} archives without trusting them: only plain files and folders, only relative names without
 * {@code ..}, no more files and bytes than the caller expects.
 */
public final class Archives {
    private Archives() {}

    /**
     * The most that an archive may hold.
     *
     * @param entries files and folders
     * @param bytes of all files together, unpacked
     */
    public record Limits(long entries, long bytes) {}

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

    /**
     * Visits the plain files of an archive in the archive's order.
     *
     * @throws IOException if the archive is damaged, exceeds the limits or holds anything else than plain files and
     *     folders below its root
     */
    public static void forEachFile(Path archive, Limits limits, FileVisitor visitor) throws IOException {
        long entries = 0;
        long bytes = 0;
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(unzipped(file, archive))) {
            for (TarArchiveEntry entry = next(tar, archive); entry != null; entry = next(tar, archive)) {
                checkName(entry, archive);
                entries++;
                bytes += entry.getSize();
                if (entries > limits.entries() || bytes > limits.bytes()) {
                    throw new IOException(archive + " holds more than the " + limits.entries() + " entries and "
                            + limits.bytes() + " bytes that are expected: it is not the file it should be");
                }
                if (!entry.isDirectory()) {
                    visitor.visit(entry.getName(), entry.getSize(), content(tar, archive));
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
        Path unpacked = Files.createTempDirectory(folder, ".unpacking-");
        try {
            forEachFile(archive, limits, (name, size, content) -> {
                Path target = unpacked.resolve(name);
                Files.createDirectories(target.getParent());
                Files.copy(content, target);
            });
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

    private static InputStream unzipped(InputStream file, Path archive) throws IOException {
        try {
            return new GzipCompressorInputStream(file);
        } catch (IOException e) {
            throw damaged(archive, e);
        }
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar, Path archive) throws IOException {
        try {
            return tar.getNextEntry();
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(archive, e);
        }
    }

    /** Tells errors in the archive from those of whoever writes its content elsewhere. */
    private static InputStream content(TarArchiveInputStream tar, Path archive) {
        return new FilterInputStream(tar) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                try {
                    return super.read(target, from, length);
                } catch (IOException e) {
                    throw damaged(archive, e);
                }
            }
        };
    }

    private static IOException damaged(Path archive, Exception cause) {
        return new IOException(
                archive + " is not a whole .tar.gz archive (" + cause.getMessage() + "): delete it and get it again",
                cause);
    }

    private static void checkName(TarArchiveEntry entry, Path archive) throws IOException {
        String name = entry.getName();
        boolean escapes = name.isEmpty()
                || name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || Arrays.asList(name.split("/")).contains("..");
        if (escapes || !(entry.isFile() || entry.isDirectory()) || entry.isSymbolicLink() || entry.isLink()) {
            throw new IOException(archive + " holds the entry '" + name + "', which is "
                    + (escapes ? "not a plain relative name" : "neither a file nor a folder")
                    + ": nothing of it was used; get the archive from its publisher");
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
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
