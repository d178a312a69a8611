package io.github.blockwright.runtime.pictures;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import io.github.blockwright.runtime.pictures.Scan.Extras;
import io.github.blockwright.runtime.pictures.Scan.Layout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * WebP, of an animated one the first frame (RFC 9649), by libwebp. TwelveMonkeys' reader, which is all Java, decodes what
 * is lossy otherwise: by 4 to 7 of 255 in the mean on this package's test files.
 */
final class WebpFormat {
    private final WebPImageReaderSpi provider = new WebPImageReaderSpi();

    /** Whether a file begins as one of these. */
    public static boolean matches(byte[] file) {
        return Bytes.hasText(file, 0, "RIFF") && Bytes.hasText(file, 8, "WEBP");
    }

    /** The library unpacks itself into this folder first, and writes a stack trace to the console if it cannot. */
    private static void requireFolder() throws UnreadablePictureException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        if (!Files.isWritable(folder)) {
            throw new UnreadablePictureException(
                    "it is WebP, whose decoder is unpacked into " + folder
                            + ", which is not there or cannot be written to",
                    "make that folder, or name another with -Djava.io.tmpdir=...");
        }
    }

    /** Reads a picture. */
    public Scan read(byte[] file, PixelLimit limit) throws IOException {
        Chunks chunks = new Chunks();
        chunks.read(file, 12, file.length);
        if (chunks.frame == null) {
            throw UnreadablePictureException.cutOff();
        }
        Extras extras = Extras.of(TiffTags.orientation(chunks.exif, chunks.xmp), chunks.profile);
        Scan scan = frame(chunks, limit, extras);
        if (chunks.height == 0 || (chunks.height == scan.height() && chunks.width == scan.width())) {
            return scan;
        }
        limit.check(chunks.height, chunks.width);
        return chunks.onCanvas(scan);
    }

    /** The frame alone, which keeps broken chunks around it and the other frames from the library. */
    private Scan frame(Chunks chunks, PixelLimit limit, Extras extras) throws IOException {
        byte[] still = chunks.still();
        requireFolder();
        try {
            BufferedImage picture = Rasters.reading(provider, still, still.length, reader -> {
                limit.check(reader.getHeight(0), reader.getWidth(0));
                return reader.read(0);
            });
            Layout layout = picture.getColorModel().hasAlpha() ? Layout.RGB_ALPHA : Layout.RGB;
            byte[] pixels = Rasters.samples(picture.getRaster(), layout.samples());
            return new Scan(picture.getHeight(), picture.getWidth(), layout, pixels, extras);
        } catch (OutOfMemoryError e) {
            // A damaged header can claim what the limit allows and Java's memory does not; nothing else was asked for.
            throw new UnreadablePictureException(
                    "there is no memory for as many pixels as it claims to have",
                    "get the file again, or give Java more memory");
        } catch (LinkageError e) {
            throw new UnreadablePictureException(
                    "it is WebP, for which there is no decoder on this platform (" + e.getMessage() + ")",
                    "save it as JPEG or PNG");
        }
    }

    /** The chunks of a file that matter here. */
    private static final class Chunks {
        /** A flag of the extended header. */
        private static final int HAS_ALPHA = 0x10;

        private byte[] frame;
        private byte[] alpha;
        private String type;
        private byte[] exif;
        private byte[] xmp;
        private byte[] profile;
        /** Of the canvas, or zero for that of the frame. */
        private int height;

        private int width;
        private int top;
        private int left;

        void read(byte[] file, int from, int end) throws UnreadablePictureException {
            for (int at = from; at + 8 <= end; ) {
                String type = new String(file, at, 4, StandardCharsets.ISO_8859_1);
                int length = Bytes.little32(file, at + 4);
                boolean whole = length >= 0 && length <= end - at - 8;
                if (!whole && frame != null) {
                    return;
                }
                byte[] content = Bytes.slice(file, at + 8, length);
                take(type, content);
                at += 8 + length + (length & 1);
            }
        }

        private void take(String type, byte[] content) throws UnreadablePictureException {
            switch (type) {
                case "VP8X" -> {
                    width = little24(content, 4) + 1;
                    height = little24(content, 7) + 1;
                }
                case "ANMF" -> {
                    if (frame == null) {
                        left = 2 * little24(content, 0);
                        top = 2 * little24(content, 3);
                        read(content, 16, content.length);
                    }
                }
                case "ALPH" -> alpha = frame == null ? content : alpha;
                case "VP8 ", "VP8L" -> {
                    if (frame == null) {
                        frame = content;
                        this.type = type;
                    }
                }
                case "EXIF" -> exif = content;
                case "XMP " -> xmp = content;
                case "ICCP" -> profile = content;
                default -> {
                    // Nothing that a picture needs.
                }
            }
        }

        /** A file of the frame alone, with what says how opaque a lossy one is. */
        byte[] still() throws UnreadablePictureException {
            boolean isPlain = alpha == null || type.equals("VP8L");
            ByteBuffer file = ByteBuffer.allocate(12 + (isPlain ? 0 : 18 + space(alpha)) + space(frame))
                    .order(ByteOrder.LITTLE_ENDIAN);
            file.put(ascii("RIFF")).putInt(file.capacity() - 8).put(ascii("WEBP"));
            if (!isPlain) {
                int sides = (Bytes.little16(frame, 6) & 0x3fff) - 1;
                int down = (Bytes.little16(frame, 8) & 0x3fff) - 1;
                file.put(ascii("VP8X")).putInt(10).putInt(HAS_ALPHA);
                file.putShort((short) sides)
                        .put((byte) 0)
                        .putShort((short) down)
                        .put((byte) 0);
                put(file, "ALPH", alpha);
            }
            put(file, type, frame);
            return file.array();
        }

        private static void put(ByteBuffer file, String type, byte[] content) {
            file.put(ascii(type)).putInt(content.length).put(content);
            if (content.length % 2 == 1) {
                file.put((byte) 0);
            }
        }

        /** A chunk with its type and length, and a byte that makes it even. */
        private static int space(byte[] content) {
            return 8 + content.length + content.length % 2;
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private static int little24(byte[] bytes, int at) throws UnreadablePictureException {
            return Bytes.little16(bytes, at) | Bytes.unsigned(bytes, at + 2) << 16;
        }

        /** A frame that is smaller than the canvas has nothing around it. */
        Scan onCanvas(Scan scan) {
            byte[] canvas = new byte[4 * height * width];
            int samples = scan.layout().samples();
            for (int y = 0; y < Math.min(scan.height(), height - top); y++) {
                for (int x = 0; x < Math.min(scan.width(), width - left); x++) {
                    int from = (y * scan.width() + x) * samples;
                    int to = ((top + y) * width + left + x) * 4;
                    canvas[to + 3] = (byte) 255;
                    System.arraycopy(scan.pixels(), from, canvas, to, samples);
                }
            }
            return new Scan(height, width, Layout.RGB_ALPHA, canvas, scan.extras());
        }
    }
}
