package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip archive whose entries are stored, not compressed, as PyTorch and Keras write them. So no entry can be larger
 * than the file, and since entries may not be read for more than the file's size in all, overlapping ones cannot fill
 * the memory either.
 */
final class StoredZip implements AutoCloseable {
    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries;
    private long budget;

    private StoredZip(Path file, ZipFile zip, Map<String, ZipEntry> entries, long budget) {
        this.file = file;
        this.zip = zip;
        this.entries = entries;
        this.budget = budget;
    }

    /** Whether a file that starts with these bytes can be one. */
    public static boolean recognises(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    /** @throws WeightFileException if the archive is damaged, or has an entry twice */
    public static StoredZip open(Path file) throws IOException {
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            return new StoredZip(file, zip, entries(file, zip), Files.size(file));
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            // The last is Java's answer to names that are not UTF-8.
            closeQuietly(zip, e);
            throw WeightFileException.damaged(file, "the zip archive is not whole (" + e.getMessage() + ")", e);
        } catch (IOException | RuntimeException e) {
            closeQuietly(zip, e);
            throw e;
        }
    }

    private static Map<String, ZipEntry> entries(Path file, ZipFile zip) throws WeightFileException {
        Limit.ZIP_ENTRIES.require(file, zip.size(), "an archive with entries,");
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entries.put(entry.getName(), entry) != null) {
                throw WeightFileException.damaged(file, "entry " + quoted(entry.getName()) + " is there twice");
            }
        }
        return entries;
    }

    private static void closeQuietly(ZipFile zip, Exception reason) {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    /** The names of the entries, in the archive's order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * An entry's bytes, checked against its checksum where it has one.
     *
     * @throws WeightFileException if there is no such entry, it is compressed, or damaged
     */
    public ByteBuffer read(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw WeightFileException.damaged(file, "the archive has no entry " + quoted(name));
        }
        if (entry.getMethod() != ZipEntry.STORED) {
            throw new WeightFileException(
                    file,
                    "entry " + quoted(name) + " is compressed, which PyTorch and Keras never do",
                    "zip it again without compression (zip -0)");
        }
        long size = entry.getSize();
        budget -= size;
        if (size < 0 || budget < 0) {
            throw WeightFileException.damaged(
                    file, "entry " + quoted(name) + " claims " + size + " bytes, more than the file has left");
        }
        return ByteBuffer.wrap(content(entry)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] content(ZipEntry entry) throws IOException {
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(Math.toIntExact(entry.getSize()));
        } catch (ZipException | EOFException | ArithmeticException e) {
            throw WeightFileException.damaged(
                    file, "entry " + quoted(entry.getName()) + " cannot be read (" + e.getMessage() + ")", e);
        }
        if (bytes.length != entry.getSize()) {
            throw WeightFileException.damaged(
                    file,
                    "entry " + quoted(entry.getName()) + " should have " + entry.getSize() + " bytes, but has "
                            + bytes.length);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        // PyTorch writes zero where it was told not to compute checksums.
        if (entry.getCrc() != 0 && entry.getCrc() != crc.getValue()) {
            throw WeightFileException.damaged(
                    file, "entry " + quoted(entry.getName()) + " does not match its checksum");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
