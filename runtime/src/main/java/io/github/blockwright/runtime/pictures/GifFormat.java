package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Extras;
import io.github.blockwright.runtime.pictures.Scan.Layout;
import java.io.IOException;
import java.util.Arrays;

/** GIF, of which the first frame, on the whole of its screen (GIF89a). */
public final class GifFormat {
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int IMAGE = 0x2c;
    private static final int HAS_COLOURS = 0x80;
    private static final int INTERLACED = 0x40;

    private GifFormat() {}

    /** Whether a file begins as one of these. */
    public static boolean matches(byte[] file) {
        return Bytes.hasText(file, 0, "GIF87a") || Bytes.hasText(file, 0, "GIF89a");
    }

    /** Reads a picture. */
    public static Scan read(byte[] file, PixelLimit limit) throws IOException {
        int flags = Bytes.unsigned(file, 10);
        int at = 13;
        byte[] colours = null;
        if ((flags & HAS_COLOURS) != 0) {
            colours = Bytes.slice(file, at, 3 << ((flags & 7) + 1));
            at += colours.length;
        }
        int transparent = -1;
        while (Bytes.unsigned(file, at) != IMAGE) {
            if (Bytes.unsigned(file, at) != EXTENSION) {
                at++;
                continue;
            }
            if (Bytes.unsigned(file, at + 1) == GRAPHIC_CONTROL && (Bytes.unsigned(file, at + 3) & 1) != 0) {
                transparent = Bytes.unsigned(file, at + 6);
            }
            at = afterBlocks(file, at + 2);
        }
        return frame(file, at + 1, colours, transparent, limit);
    }

    private static int afterBlocks(byte[] file, int from) throws UnreadablePictureException {
        int at = from;
        while (Bytes.unsigned(file, at) != 0) {
            at += 1 + Bytes.unsigned(file, at);
        }
        return at + 1;
    }

    private static Scan frame(byte[] file, int from, byte[] ofScreen, int transparent, PixelLimit limit)
            throws IOException {
        int left = Bytes.little16(file, from);
        int top = Bytes.little16(file, from + 2);
        int columns = Bytes.little16(file, from + 4);
        int rows = Bytes.little16(file, from + 6);
        int flags = Bytes.unsigned(file, from + 8);
        int width = Math.max(Bytes.little16(file, 6), left + columns);
        int height = Math.max(Bytes.little16(file, 8), top + rows);
        limit.check(height, width);
        limit.check(rows, columns);
        int at = from + 9;
        byte[] colours = ofScreen;
        if ((flags & HAS_COLOURS) != 0) {
            colours = Bytes.slice(file, at, 3 << ((flags & 7) + 1));
            at += colours.length;
        }
        byte[] indices = new GifLzw(file, at + 1, Bytes.unsigned(file, at)).indices(rows * columns);
        byte[] screen = new byte[height * width];
        if (transparent >= 0) {
            Arrays.fill(screen, (byte) transparent);
        }
        for (int i = 0; i < rows; i++) {
            int row = (flags & INTERLACED) == 0 ? i : interlaced(i, rows);
            System.arraycopy(indices, i * columns, screen, (top + row) * width + left, columns);
        }
        return new Scan(height, width, Layout.RGB_ALPHA, rgba(screen, colours, transparent), Extras.UPRIGHT);
    }

    /** Where the i-th line of an interlaced frame belongs: first every eighth, then those between. */
    private static int interlaced(int i, int rows) {
        int first = (rows + 7) / 8;
        int second = (rows + 3) / 8;
        int third = (rows + 1) / 4;
        if (i < first) {
            return 8 * i;
        }
        if (i < first + second) {
            return 8 * (i - first) + 4;
        }
        if (i < first + second + third) {
            return 4 * (i - first - second) + 2;
        }
        return 2 * (i - first - second - third) + 1;
    }

    private static byte[] rgba(byte[] indices, byte[] coloursOrNull, int transparent) {
        byte[] pixels = new byte[Math.multiplyExact(4, indices.length)];
        for (int i = 0; i < indices.length; i++) {
            int index = indices[i] & 0xff;
            for (int c = 0; c < 3; c++) {
                if (coloursOrNull == null) {
                    pixels[4 * i + c] = indices[i];
                } else if (3 * index + c < coloursOrNull.length) {
                    pixels[4 * i + c] = coloursOrNull[3 * index + c];
                }
            }
            pixels[4 * i + 3] = index == transparent ? 0 : (byte) 255;
        }
        return pixels;
    }
}
