package io.github.blockwright.runtime.files;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** What an archive holds, one after the other; not used after an error. */
interface ArchiveEntries extends Closeable {
    /** The next one, or null. */
    Entry next() throws IOException;

    /** What the last one holds. */
    InputStream content() throws IOException;

    /** Opens an archive of any kind. */
    static ArchiveEntries open(Path archive) throws IOException {
        // What has no signature is no archive, and reading it as the most usual one says so.
        Kind kind = Kind.of(archive).orElse(Kind.TAR_GZ);
        try {
            return kind == Kind.ZIP ? new ZipEntries(archive) : new TarEntries(archive, kind == Kind.TAR_GZ);
        } catch (IOException e) {
            throw damaged(archive, kind.ending, e);
        }
    }

    /** The kinds of archives, told by their first bytes. */
    enum Kind {
        ZIP(".zip"),
        TAR(".tar"),
        TAR_GZ(".tar.gz");

        private static final String USTAR = "ustar";
        private static final int SIGNATURE_AT = 257;

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }

        static Optional<Kind> of(Path file) throws IOException {
            byte[] start;
            try (InputStream in = Files.newInputStream(file)) {
                start = in.readNBytes(SIGNATURE_AT + USTAR.length());
            }
            String text = new String(start, StandardCharsets.ISO_8859_1);
            if (text.startsWith("PK\003\004") || text.startsWith("PK\005\006")) {
                return Optional.of(ZIP);
            }
            if (text.startsWith("\u001f\u008b")) {
                return Optional.of(TAR_GZ);
            }
            return text.startsWith(USTAR, SIGNATURE_AT) ? Optional.of(TAR) : Optional.empty();
        }
    }

    /** @param size in bytes, as the archive says */
    record Entry(String name, long size, boolean isFolder, boolean isPlain) {}

    final class TarEntries implements ArchiveEntries {
        private final Path archive;
        private final String kind;
        private final Allowance in;
        private final TarArchiveInputStream tar;
        private long last;

        TarEntries(Path archive, boolean zipped) throws IOException {
            this.archive = archive;
            this.kind = (zipped ? Kind.TAR_GZ : Kind.TAR).ending;
            InputStream file = new BufferedInputStream(Files.newInputStream(archive));
            try {
                in = new Allowance(zipped ? new GzipCompressorInputStream(file) : file);
                tar = new TarArchiveInputStream(in, "UTF-8");
            } catch (IOException e) {
                file.close();
                throw e;
            }
        }

        @Override
        public Entry next() throws IOException {
            try {
                in.allow(last + FileLimit.ARCHIVE_HEADER.value());
                TarArchiveEntry entry = tar.getNextEntry();
                in.allow(Long.MAX_VALUE);
                if (entry == null) {
                    return null;
                }
                last = entry.getSize();
                boolean plain = (entry.isFile() || entry.isDirectory())
                        && !entry.isSymbolicLink()
                        && !entry.isLink()
                        && !entry.isSparse();
                return new Entry(entry.getName(), entry.getSize(), entry.isDirectory(), plain);
            } catch (IOException | IllegalArgumentException e) {
                throw damaged(archive, kind, e);
            }
        }

        @Override
        public InputStream content() {
            return new Content(tar, Long.MAX_VALUE, archive, kind);
        }

        @Override
        public void close() throws IOException {
            tar.close();
        }
    }

    final class ZipEntries implements ArchiveEntries {
        private final Path archive;
        private final ZipFile zip;
        private final Iterator<ZipArchiveEntry> entries;
        private ZipArchiveEntry last;

        ZipEntries(Path archive) throws IOException {
            this.archive = archive;
            this.zip = ZipFile.builder().setPath(archive).get();
            this.entries = zip.getEntriesInPhysicalOrder().asIterator();
        }

        @Override
        public Entry next() throws IOException {
            if (!entries.hasNext()) {
                return null;
            }
            last = entries.next();
            if (last.getGeneralPurposeBit().usesEncryption()) {
                throw new IOException(archive + " is locked with a password: unpack it yourself and give the folder");
            }
            int type = last.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
            boolean plain = type == 0 || type == UnixStat.FILE_FLAG || type == UnixStat.DIR_FLAG;
            return new Entry(last.getName(), last.getSize(), last.isDirectory(), plain);
        }

        @Override
        public InputStream content() throws IOException {
            try {
                return new Content(zip.getInputStream(last), last.getSize(), archive, Kind.ZIP.ending);
            } catch (IOException e) {
                throw damaged(archive, Kind.ZIP.ending, e);
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** Tells errors in the archive from those of whoever writes its content elsewhere, and gives no more than was said. */
    final class Content extends FilterInputStream {
        private final Path archive;
        private final String kind;
        private long left;

        Content(InputStream in, long size, Path archive, String kind) {
            super(in);
            this.left = size;
            this.archive = archive;
            this.kind = kind;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            try {
                int read = super.read(target, from, length);
                left -= Math.max(0, read);
                if (left < 0) {
                    throw new IOException("an entry is longer than it says");
                }
                return read;
            } catch (IOException e) {
                throw damaged(archive, kind, e);
            }
        }

        @Override
        public void close() throws IOException {
            // A tar's stream goes on with the next entry.
            if (!(in instanceof TarArchiveInputStream)) {
                super.close();
            }
        }
    }

    private static IOException damaged(Path archive, String kind, Exception cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new InterruptedIOException("Interrupted while reading " + archive);
        }
        return new IOException(
                archive + " is not a whole " + kind + " archive (" + cause.getMessage()
                        + "): delete it and get it again",
                cause);
    }
}
