package io.github.blockwright.runtime.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The kinds of picture files that are read, told by their first bytes and not by their names. */
public enum PictureKind {
    JPEG("JPEG"),
    PNG("PNG"),
    GIF("GIF"),
    WEBP("WebP"),
    TIFF("TIFF"),
    BMP("BMP");

    /** So many bytes tell any kind. */
    private static final int START = 32;

    private static final Set<Integer> BMP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

    private final String title;

    PictureKind(String title) {
        this.title = title;
    }

    private boolean matches(byte[] start) {
        return switch (this) {
            case JPEG -> JpegFormat.matches(start);
            case PNG -> PngFormat.matches(start);
            case GIF -> GifFormat.matches(start);
            case WEBP -> WebpFormat.matches(start);
            case TIFF -> TiffFormat.matches(start);
            case BMP -> BmpFormat.matches(start);
        };
    }

    /** The kind of a file's content, of which the start is enough. */
    public static Optional<PictureKind> of(byte[] start) {
        return Arrays.stream(values()).filter(kind -> kind.matches(start)).findFirst();
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
