package io.github.blockwright.runtime.pictures;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.github.blockwright.runtime.pictures.Scan.Extras;
import io.github.blockwright.runtime.pictures.Scan.Layout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * WebP, of an animated one the first frame (RFC 9649). What is lossless is read by TwelveMonkeys' reader, which is shown
 * the frame alone; what is lossy by our own decoder, since theirs takes filters and colours for others than libwebp.
 */
public final class WebpFormat {
    private final WebPImageReaderSpi provider = new WebPImageReaderSpi();

    /** Whether a file begins as one of these. */
    public static boolean matches(byte[] file) {
        return Bytes.hasText(file, 0, "RIFF") && Bytes.hasText(file, 8, "WEBP");
    }

    /** Reads a picture. */
    public Scan read(byte[] file, PixelLimit limit) throws IOException {
        Chunks chunks = new Chunks();
        chunks.read(file, 12, file.length);
        if (chunks.frame == null) {
            throw UnreadablePictureException.cutOff();
        }
        Extras extras = Extras.of(TiffTags.orientation(chunks.exif, chunks.xmp), chunks.profile);
        Scan scan = chunks.lossless ? lossless(chunks.frame, limit, extras) : lossy(chunks, limit, extras);
        if (chunks.height == 0 || (chunks.height == scan.height() && chunks.width == scan.width())) {
            return scan;
        }
        limit.check(chunks.height, chunks.width);
        return chunks.onCanvas(scan);
    }

    private Scan lossless(byte[] frame, PixelLimit limit, Extras extras) throws IOException {
        byte[] plain = plain(frame);
        BufferedImage picture = Rasters.reading(provider, plain, plain.length, reader -> {
            limit.check(reader.getHeight(0), reader.getWidth(0));
            return reader.read(0);
        });
        Layout layout = picture.getColorModel().hasAlpha() ? Layout.RGB_ALPHA : Layout.RGB;
        byte[] pixels = Rasters.samples(picture.getRaster(), layout.samples());
        return new Scan(picture.getHeight(), picture.getWidth(), layout, pixels, extras);
    }

    private Scan lossy(Chunks chunks, PixelLimit limit, Extras extras) throws IOException {
        int width = Bytes.little16(chunks.frame, 6) & 0x3fff;
        int height = Bytes.little16(chunks.frame, 8) & 0x3fff;
        limit.check(height, width);
        byte[] rgb = new Vp8Decoder(chunks.frame).rgb();
        if (chunks.alpha == null) {
            return new Scan(height, width, Layout.RGB, rgb, extras);
        }
        byte[] alpha = alpha(chunks.alpha, height, width, limit);
        byte[] pixels = new byte[4 * height * width];
        for (int i = 0; i < alpha.length; i++) {
            System.arraycopy(rgb, 3 * i, pixels, 4 * i, 3);
            pixels[4 * i + 3] = alpha[i];
        }
        return new Scan(height, width, Layout.RGB_ALPHA, pixels, extras);
    }

    /** How opaque the pixels of a lossy frame are: stored as they are or as the green of a lossless picture. */
    private byte[] alpha(byte[] chunk, int height, int width, PixelLimit limit) throws IOException {
        int header = Bytes.unsigned(chunk, 0);
        byte[] alpha;
        if ((header & 3) == 0) {
            alpha = Bytes.slice(chunk, 1, height * width);
        } else {
            byte[] frame = new byte[chunk.length + 4];
            int size = (width - 1) | (height - 1) << 14;
            ByteBuffer.wrap(frame)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put((byte) 0x2f)
                    .putInt(size);
            System.arraycopy(chunk, 1, frame, 5, chunk.length - 1);
            Scan green = lossless(frame, limit, Extras.UPRIGHT);
            alpha = new byte[height * width];
            for (int i = 0; i < alpha.length; i++) {
                alpha[i] = green.pixels()[i * green.layout().samples() + 1];
            }
        }
        unfilter(header >> 2 & 3, alpha, width);
        return alpha;
    }

    /** What was predicted from the left, from above, or from both is added (RFC 9649, section 2.7.1.2). */
    private static void unfilter(int filter, byte[] alpha, int width) {
        for (int i = 1; filter > 0 && i < alpha.length; i++) {
            int above = i < width ? 0 : alpha[i - width] & 0xff;
            int left = i % width == 0 ? above : alpha[i - 1] & 0xff;
            int corner = i < width || i % width == 0 ? above : alpha[i - width - 1] & 0xff;
            int predicted = left;
            if (i >= width && i % width > 0 && filter != 1) {
                predicted = filter == 2 ? above : Math.max(0, Math.min(255, left + above - corner));
            }
            alpha[i] += (byte) predicted;
        }
    }

    /** A file that holds but a lossless frame. */
    private static byte[] plain(byte[] frame) {
        int padded = frame.length + frame.length % 2;
        ByteBuffer file = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + padded);
        file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                .putInt(frame.length)
                .put(frame);
        return file.array();
    }

    /** The chunks of a file that matter here. */
    private static final class Chunks {
        private byte[] frame;
        private byte[] alpha;
        private boolean lossless;
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
                        lossless = type.equals("VP8L");
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
