package io.github.blockwright.runtime.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The kinds of picture files that are read, told by their first bytes and not by their names. */
public enum PictureKind {
    JPEG("JPEG", JpegFormat::matches),
    PNG("PNG", PngFormat::matches),
    GIF("GIF", GifFormat::matches),
    WEBP("WebP", WebpFormat::matches),
    TIFF("TIFF", TiffFormat::matches),
    BMP("BMP", BmpFormat::matches);

    /** So many bytes tell any kind. */
    private static final int START = 32;

    private static final Set<Integer> BMP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

    private final String title;
    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds nothing.
    private final Predicate<byte[]> test;

    PictureKind(String title, Predicate<byte[]> test) {
        this.title = title;
        this.test = test;
    }

    /** The kind of a file's content, of which the start is enough. */
    public static Optional<PictureKind> of(byte[] start) {
        for (PictureKind kind : values()) {
            if (kind.test.test(start)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * The kind of a file whose name says nothing. A text may begin with the two letters of a BMP, so there the length of its
     * header has to be one that exists.
     *
     * @throws IOException if the file cannot be opened or read
     */
    public static Optional<PictureKind> ofNameless(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(START);
        }
        Optional<PictureKind> kind = of(start);
        if (kind.isPresent() && kind.get() == BMP) {
            boolean header = start.length >= 18 && BMP_HEADERS.contains(Bytes.little32(start, 14));
            return header ? kind : Optional.empty();
        }
        return kind;
    }

    /** The name that people know it by. */
    @Override
    public String toString() {
        return title;
    }
}
