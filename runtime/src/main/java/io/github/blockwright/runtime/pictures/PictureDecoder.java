package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.files.FileLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decodes picture files to what a person sees: JPEG, PNG, GIF, BMP, TIFF and WebP, told by their content. They are turned
 * as EXIF says; what is transparent is laid on white; embedded colour profiles other than sRGB are converted to it, but
 * for those of CMYK, which is taken by the formula that Pillow uses; samples of 16 bits keep their high byte. Threads may
 * share a decoder.
 */
final class PictureDecoder {
    private static final String DELETE = "delete it or get it again";

    private final PixelLimit limit;
    private final JpegFormat jpeg = new JpegFormat();
    private final GifFormat gif = new GifFormat();
    private final TiffFormat tiff = new TiffFormat();
    private final WebpFormat webp = new WebpFormat();

    private PictureDecoder(PixelLimit limit) {
        this.limit = limit;
    }

    /** One whose limit is that of {@link PixelLimit#ofProperty}. */
    public static PictureDecoder create() {
        return new PictureDecoder(PixelLimit.ofProperty());
    }

    /**
     * Decodes a file.
     *
     * @throws IOException if it is missing, empty, damaged, cut off, of another kind or too large; the message names the
     *     file and what to do
     */
    public Picture decode(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = bytes(file);
        } catch (UnreadablePictureException e) {
            throw e.of(file);
        }
        return decode(bytes, file);
    }

    /** What a file holds, if it is not too large; messages do not name it. */
    static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnreadablePictureException("there is no such file", "check the path");
        }
        long size = Files.size(file);
        if (size > FileLimit.PICTURE.value()) {
            throw new UnreadablePictureException(
                    "it has " + size + " bytes, which are above the limit of " + FileLimit.PICTURE.value(),
                    "save it smaller, or raise the limit with -D" + FileLimit.PICTURE.property() + "=...");
        }
        return Files.readAllBytes(file);
    }

    /**
     * Decodes a file in memory.
     *
     * @param name of the file, for messages
     * @throws IOException as for {@link #decode(Path)}
     */
    public Picture decode(byte[] file, Object name) throws IOException {
        try {
            return Colours.picture(Orientation.upright(scan(file)));
        } catch (UnreadablePictureException e) {
            throw e.of(name);
        }
    }

    /** The same, with what the file says of itself; messages do not name it. */
    Examined examine(byte[] file) throws UnreadablePictureException {
        Scan scan = scan(file);
        return new Examined(
                Colours.picture(Orientation.upright(scan)),
                PictureKind.of(file).orElseThrow(),
                scan.layout().hasAlpha(),
                scan.extras().orientation(),
                scan.extras().profile().length > 0);
    }

    private Scan scan(byte[] file) throws UnreadablePictureException {
        if (file.length == 0) {
            throw new UnreadablePictureException("the file is empty", DELETE);
        }
        PictureKind kind = PictureKind.of(file)
                .orElseThrow(() -> new UnreadablePictureException(
                        "it is no picture of a known kind (JPEG, PNG, GIF, BMP, TIFF, WebP)",
                        "save it as JPEG or PNG if it is a picture, else delete it"));
        try {
            return switch (kind) {
                case JPEG -> jpeg.read(file, limit);
                case PNG -> PngFormat.read(file, limit);
                case GIF -> gif.read(file, limit);
                case WEBP -> webp.read(file, limit);
                case TIFF -> tiff.read(file, limit);
                case BMP -> BmpFormat.read(file, limit);
            };
        } catch (UnreadablePictureException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damaged files make the readers throw almost anything.
            throw UnreadablePictureException.damaged(kind.toString(), e);
        }
    }
}
