package io.github.blockwright.runtime.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small archives. */
final class SeedArchives {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private SeedArchives() {}

    static List<byte[]> zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("cat/", "cat/1.png", "dog/\u00e4.png")) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    zip.write(CONTENT);
                }
                zip.closeEntry();
            }
        }
        return List.of(bytes.toByteArray());
    }

    static List<byte[]> tar() throws IOException {
        return List.of(tar(TarArchiveOutputStream.LONGFILE_POSIX), tar(TarArchiveOutputStream.LONGFILE_GNU));
    }

    static List<byte[]> gzip() throws IOException {
        return List.of(packed(tar().get(0)));
    }

    private static byte[] tar(int longNames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // No more filling up than a tar needs.
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512, "UTF-8")) {
            tar.setLongFileMode(longNames);
            for (String name : List.of("cat/", "cat/1.png", "d".repeat(120) + ".png")) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(name.endsWith("/") ? 0 : CONTENT.length);
                tar.putArchiveEntry(entry);
                if (!name.endsWith("/")) {
                    tar.write(CONTENT);
                }
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
