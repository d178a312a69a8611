package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Layout;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.InflaterInputStream;

/**
 * PNG in all colour types, 1 to 16 bits, interlaced or not; of an animated one its default image (PNG, third edition).
 * The JDK's reader leaves transparent colours out at 16 bits and stops at damaged comments, so this one is our own.
 */
final class PngFormat {
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    /** No more bytes can come out of one byte of deflate, so memory is taken for no more either. */
    private static final long MOST_PACKED = 1032;

    /** Of the seven passes of an interlaced picture (section 8.2): first column and row, and the steps to the next. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    private PngFormat() {}

    /** Whether a file begins as one of these. */
    public static boolean matches(byte[] file) {
        return Bytes.startsWith(file, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    }

    /** Reads a picture. */
    public static Scan read(byte[] file, PixelLimit limit) throws IOException {
        PngChunks chunks = PngChunks.of(file);
        limit.check(chunks.height(), chunks.width());
        Layout layout = layout(chunks);
        int samples = storedSamples(chunks.colourType());
        long stored = (long) chunks.height() * chunks.width() * samples * chunks.depth() / 8;
        if (stored > MOST_PACKED * (chunks.data().length + 1)) {
            throw UnreadablePictureException.cutOff();
        }
        PngPixels pixels = new PngPixels(chunks, layout);
        try (DataInputStream data =
                new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(chunks.data())))) {
            for (int[] pass : chunks.interlaced() ? PASSES : ONE_PASS) {
                int columns = (chunks.width() - pass[0] + pass[2] - 1) / pass[2];
                int rows = (chunks.height() - pass[1] + pass[3] - 1) / pass[3];
                if (columns > 0) {
                    readPass(data, chunks.depth() * samples, columns, rows, pass, pixels);
                }
            }
        } catch (EOFException e) {
            throw UnreadablePictureException.cutOff();
        }
        return new Scan(chunks.height(), chunks.width(), pixels.layout(), pixels.bytes(), chunks.extras());
    }

    private static int storedSamples(int colourType) {
        return switch (colourType) {
            case GREY_ALPHA -> 2;
            case RGB -> 3;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }

    private static Layout layout(PngChunks chunks) throws UnreadablePictureException {
        boolean transparent = chunks.transparency() != null;
        int depth = chunks.depth();
        int type = chunks.colourType();
        boolean small = depth == 1 || depth == 2 || depth == 4;
        boolean allowed =
                depth == 8 || (depth == 16 && type != PALETTE) || (small && (type == GREY || type == PALETTE));
        Layout layout =
                switch (type) {
                    case GREY -> transparent ? Layout.GREY_ALPHA : Layout.GREY;
                    case GREY_ALPHA -> Layout.GREY_ALPHA;
                    case RGB, PALETTE -> transparent ? Layout.RGB_ALPHA : Layout.RGB;
                    case RGB_ALPHA -> Layout.RGB_ALPHA;
                    default -> null;
                };
        if (layout == null || !allowed) {
            throw new UnreadablePictureException(
                    "its header is damaged (colour type " + type + ", " + depth + " bits)",
                    UnreadablePictureException.GET_AGAIN);
        }
        return layout;
    }

    private static void readPass(DataInputStream data, int bits, int columns, int rows, int[] pass, PngPixels pixels)
            throws IOException {
        int bytes = (int) (((long) columns * bits + 7) / 8);
        int step = Math.max(1, bits / 8);
        byte[] line = new byte[bytes];
        byte[] above = new byte[bytes];
        for (int row = 0; row < rows; row++) {
            int filter = data.readUnsignedByte();
            data.readFully(line);
            unfilter(filter, line, above, step);
            pixels.put(line, columns, pass[1] + row * pass[3], pass[0], pass[2]);
            byte[] swapped = above;
            above = line;
            line = swapped;
        }
    }

    /** Section 9.2. */
    private static void unfilter(int filter, byte[] line, byte[] above, int step) throws UnreadablePictureException {
        if (filter > 4) {
            throw new UnreadablePictureException(
                    "its lines are damaged (filter " + filter + ")", UnreadablePictureException.GET_AGAIN);
        }
        if (filter == 2) {
            for (int i = 0; i < line.length; i++) {
                line[i] += above[i];
            }
        } else if (filter > 0) {
            for (int i = 0; i < line.length; i++) {
                int left = i < step ? 0 : line[i - step] & 0xff;
                int corner = i < step ? 0 : above[i - step] & 0xff;
                line[i] += (byte) predicted(filter, left, above[i] & 0xff, corner);
            }
        }
    }

    private static int predicted(int filter, int left, int above, int corner) {
        return switch (filter) {
            case 1 -> left;
            case 3 -> (left + above) / 2;
            default -> paeth(left, above, corner);
        };
    }

    private static int paeth(int left, int above, int corner) {
        int toLeft = Math.abs(above - corner);
        int toAbove = Math.abs(left - corner);
        int toCorner = Math.abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner) {
            return left;
        }
        return toAbove <= toCorner ? above : corner;
    }
}
