package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a file from outside may ask for at most, but for weights and the pixels of pictures, which have limits of their own.
 * Each is far above what anybody needs, and there so that a file made for it cannot take memory or the disk without end. A
 * system property of the {@linkplain #property() limit's name} sets another.
 */
public enum FileLimit {
    /** Bytes of a text that is read whole: settings, names of classes, what a run says of itself. */
    TEXT("textBytes", 100_000_000),
    /** How deep values may lie within each other in JSON. */
    JSON_DEPTH("jsonDepth", 64),
    /** Characters of a row of an index of pictures. */
    ROW("rowCharacters", 10_000_000),
    /** Bytes of a picture's file. */
    PICTURE("pictureBytes", 256L << 20),
    /** Files and folders of an archive. */
    ARCHIVE_ENTRIES("archiveEntries", 20_000_000),
    /** Bytes that a small archive may unpack to; a large one may unpack to a hundred times its own size. */
    ARCHIVE("archiveBytes", 4L << 30),
    /** Bytes before a file in a tar, its name and properties, which are kept in memory. */
    ARCHIVE_HEADER("archiveHeaderBytes", 1 << 20),
    /** Bytes of what a run keeps of its pictures and their scores, unpacked. */
    SCORES("scoreBytes", 200_000_000),
    /** Bytes of the images of a data set that is kept in memory. */
    IMAGES("imageBytes", 2_000_000_000);

    private final String property;
    private final long usual;

    FileLimit(String name, long usual) {
        this.property = "blockwright.limit." + name;
        this.usual = usual;
    }

    /** The system property that sets another value. */
    public String property() {
        return property;
    }

    /** The value. */
    public long value() {
        return Long.getLong(property, usual);
    }

    /**
     * Says that a file asks for more.
     *
     * @param what of it is too much
     */
    public IOException exceeded(Path file, String what) {
        return new IOException(file + ": " + what + " above " + this);
    }

    /** The limit and how to raise it, for messages. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "the limit of %,d; if you trust it, raise the limit with -D%s=...", value(), property);
    }
}
