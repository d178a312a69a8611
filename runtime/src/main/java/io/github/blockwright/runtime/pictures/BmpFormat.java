package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Extras;
import io.github.blockwright.runtime.pictures.Scan.Layout;
import java.io.IOException;

/**
 * Windows and OS/2 bitmaps: palettes, run lengths, 16, 24 and 32 bits with any masks. The JDK's reader draws run lengths
 * of 4 bits wrong, and TwelveMonkeys' falls back on it for the rest, so this one is our own.
 */
final class BmpFormat {
    private static final int PLAIN = 0;
    private static final int RUN_LENGTHS_8 = 1;
    private static final int RUN_LENGTHS_4 = 2;
    private static final int MASKS = 3;
    private static final int MASKS_WITH_ALPHA = 6;

    private BmpFormat() {}

    /** Whether a file begins as one of these, with or without the header of a file. */
    public static boolean matches(byte[] file) {
        boolean headerAlone = Bytes.startsWith(file, 0, 40, 0, 0, 0) || Bytes.startsWith(file, 0, 124, 0, 0, 0);
        return Bytes.hasText(file, 0, "BM") || (headerAlone && Bytes.startsWith(file, 12, 1, 0));
    }

    /** Reads a picture. */
    public static Scan read(byte[] file, PixelLimit limit) throws IOException {
        int at = Bytes.hasText(file, 0, "BM") ? 14 : 0;
        int size = Bytes.little32(file, at);
        boolean old = size == 12;
        int width = old ? Bytes.little16(file, at + 4) : Bytes.little32(file, at + 4);
        int signed = old ? Bytes.little16(file, at + 6) : Bytes.little32(file, at + 8);
        int height = Math.abs(signed);
        limit.check(height, width);
        int bits = Bytes.little16(file, at + (old ? 10 : 14));
        int compression = old ? PLAIN : Bytes.little32(file, at + 16);
        int masksAt = at + 40;
        int afterHeader = at + size + (size == 40 && compression == MASKS ? 12 : 0);
        int start = at == 0 ? 0 : Bytes.little32(file, 10);
        if (bits <= 8 && start == at + size) {
            // Some writers forget the palette; as Pillow does, it is taken to be there.
            start = 0;
        }
        byte[] pixels;
        Layout layout = Layout.RGB;
        if (bits <= 8) {
            int bytes = old ? 3 : 4;
            int colours = old ? 0 : Bytes.little32(file, at + 32);
            colours = colours <= 0 || colours > 1 << bits ? 1 << bits : colours;
            int lines = start == 0 ? afterHeader + colours * bytes : start;
            byte[] indices = indices(file, lines, bits, compression, height, width);
            pixels = coloured(indices, file, afterHeader, Math.min(colours, (lines - afterHeader) / bytes), bytes);
        } else {
            int lines = start == 0 ? afterHeader : start;
            int[] masks = masks(file, masksAt, size, bits, compression);
            layout = masks[3] == 0 ? Layout.RGB : Layout.RGB_ALPHA;
            pixels = masked(file, lines, bits, masks, height, width, layout.samples());
        }
        if (signed > 0) {
            turnOver(pixels, width * layout.samples());
        }
        return new Scan(height, width, layout, pixels, Extras.UPRIGHT);
    }

    private static byte[] indices(byte[] file, int at, int bits, int compression, int height, int width)
            throws IOException {
        if ((compression == RUN_LENGTHS_8 && bits == 8) || (compression == RUN_LENGTHS_4 && bits == 4)) {
            return new BmpRunLengths(file, at, bits == 4, height, width).indices();
        }
        if (compression != PLAIN || Integer.bitCount(bits) != 1) {
            throw unsupported(bits, compression);
        }
        checkLength(file, at, height, width, bits);
        byte[] indices = new byte[height * width];
        int stride = stride(width, bits);
        for (int i = 0; i < indices.length; i++) {
            int bit = i % width * bits;
            indices[i] = (byte) (file[at + i / width * stride + bit / 8] >> (8 - bits - bit % 8) & ((1 << bits) - 1));
        }
        return indices;
    }

    private static byte[] coloured(byte[] indices, byte[] file, int palette, int colours, int bytes)
            throws UnreadablePictureException {
        byte[] pixels = new byte[3 * indices.length];
        byte[] known = Bytes.slice(file, palette, colours * bytes);
        for (int i = 0; i < indices.length; i++) {
            int colour = (indices[i] & 0xff) * bytes;
            if (colour + 2 < known.length) {
                pixels[3 * i] = known[colour + 2];
                pixels[3 * i + 1] = known[colour + 1];
                pixels[3 * i + 2] = known[colour];
            }
        }
        return pixels;
    }

    /** Where red, green, blue and alpha stand in a pixel; without alpha the last is 0. */
    private static int[] masks(byte[] file, int at, int headerSize, int bits, int compression)
            throws UnreadablePictureException {
        if (compression == PLAIN) {
            if (bits == 16) {
                return new int[] {0x7c00, 0x3e0, 0x1f, 0};
            }
            if (bits == 24 || bits == 32) {
                return new int[] {0xff0000, 0xff00, 0xff, 0};
            }
        }
        boolean known = bits == 16 || bits == 24 || bits == 32;
        if (!known || (compression != MASKS && compression != MASKS_WITH_ALPHA)) {
            throw unsupported(bits, compression);
        }
        boolean hasAlpha = headerSize >= 56 || compression == MASKS_WITH_ALPHA;
        int[] masks = new int[4];
        for (int i = 0; i < (hasAlpha ? 4 : 3); i++) {
            masks[i] = Bytes.little32(file, at + 4 * i);
        }
        if (masks[0] == 0 && masks[1] == 0 && masks[2] == 0) {
            return new int[] {0xff0000, 0xff00, 0xff, bits == 32 ? 0xff000000 : 0};
        }
        return masks;
    }

    private static byte[] masked(byte[] file, int at, int bits, int[] masks, int height, int width, int samples)
            throws UnreadablePictureException {
        int stride = stride(width, bits);
        checkLength(file, at, height, width, bits);
        byte[] pixels = new byte[height * width * samples];
        for (int y = 0, to = 0; y < height; y++) {
            int from = at + y * stride;
            for (int x = 0; x < width; x++, from += bits / 8) {
                int pixel = 0;
                for (int i = 0; i < bits; i += 8) {
                    pixel |= (file[from + i / 8] & 0xff) << i;
                }
                for (int i = 0; i < samples; i++) {
                    pixels[to++] = (byte) sample(pixel, masks[i]);
                }
            }
        }
        return pixels;
    }

    private static int sample(int pixel, int mask) {
        if (mask == 0) {
            return 0;
        }
        int shift = Integer.numberOfTrailingZeros(mask);
        long most = (mask & 0xffffffffL) >>> shift;
        return (int) (((pixel & mask & 0xffffffffL) >>> shift) * 255 / most);
    }

    private static int stride(int width, int bits) {
        return (int) (((long) width * bits + 31) / 32 * 4);
    }

    /** What fills up the last line may be missing. */
    private static void checkLength(byte[] file, int at, int height, int width, int bits)
            throws UnreadablePictureException {
        long length = (long) stride(width, bits) * (height - 1) + ((long) width * bits + 7) / 8;
        if (at < 0 || length > file.length - at) {
            throw UnreadablePictureException.cutOff();
        }
    }

    private static void turnOver(byte[] pixels, int line) {
        byte[] kept = new byte[line];
        for (int top = 0, bottom = pixels.length - line; top < bottom; top += line, bottom -= line) {
            System.arraycopy(pixels, top, kept, 0, line);
            System.arraycopy(pixels, bottom, pixels, top, line);
            System.arraycopy(kept, 0, pixels, bottom, line);
        }
    }

    private static UnreadablePictureException unsupported(int bits, int compression) {
        return new UnreadablePictureException(
                "it is a bitmap of a rare kind (" + bits + " bits, compression " + compression + ")",
                UnreadablePictureException.SAVE_OTHERWISE);
    }
}
