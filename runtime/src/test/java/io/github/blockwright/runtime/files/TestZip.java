package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes {@code .zip} archives, also such as should not be trusted. */
public final class TestZip implements AutoCloseable {
    private final ZipArchiveOutputStream zip;

    public TestZip(Path file) throws IOException {
        zip = new ZipArchiveOutputStream(file);
    }

    public TestZip file(String name, byte[] content) throws IOException {
        return entry(name, UnixStat.FILE_FLAG, content);
    }

    public TestZip symbolicLink(String name, String to) throws IOException {
        return entry(name, UnixStat.LINK_FLAG, to.getBytes(StandardCharsets.UTF_8));
    }

    private TestZip entry(String name, int type, byte[] content) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(type | 0644);
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
        return this;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
