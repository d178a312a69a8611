package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Layout;

/** Puts the lines of a PNG file in their places, as samples of 8 bits. */
final class PngPixels {
    private static final int PALETTE = 3;

    private final int width;
    private final int depth;
    private final boolean indexed;
    private final Layout layout;
    private final byte[] palette;
    private final byte[] alphas;
    /** The samples of the colour that is transparent, or null. */
    private final int[] transparent;

    private final byte[] bytes;

    PngPixels(PngChunks chunks, Layout layout) throws UnreadablePictureException {
        this.width = chunks.width();
        this.depth = chunks.depth();
        this.indexed = chunks.colourType() == PALETTE;
        this.layout = layout;
        this.palette = chunks.palette();
        this.alphas = indexed ? chunks.transparency() : null;
        this.transparent = indexed || chunks.transparency() == null ? null : colour(chunks.transparency(), layout);
        this.bytes = new byte[chunks.height() * width * layout.samples()];
    }

    private static int[] colour(byte[] transparency, Layout layout) throws UnreadablePictureException {
        int[] colour = new int[layout.samples() - 1];
        for (int i = 0; i < colour.length; i++) {
            colour[i] = Bytes.big16(transparency, 2 * i);
        }
        return colour;
    }

    Layout layout() {
        return layout;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Takes a line, whose pixels stand {@code step} columns apart. */
    void put(byte[] line, int columns, int row, int column, int step) {
        if (depth == 8 && step == 1 && !indexed && transparent == null) {
            System.arraycopy(line, 0, bytes, row * width * layout.samples(), line.length);
            return;
        }
        for (int i = 0; i < columns; i++) {
            int to = (row * width + column + i * step) * layout.samples();
            if (indexed) {
                putIndexed(sample(line, i), to);
            } else {
                putDirect(line, i, to);
            }
        }
    }

    private void putIndexed(int index, int to) {
        for (int i = 0; i < 3; i++) {
            bytes[to + i] = 3 * index + i < palette.length ? palette[3 * index + i] : 0;
        }
        if (alphas != null) {
            bytes[to + 3] = index < alphas.length ? alphas[index] : (byte) 255;
        }
    }

    private void putDirect(byte[] line, int pixel, int to) {
        int stored = transparent == null ? layout.samples() : transparent.length;
        boolean same = true;
        for (int i = 0; i < stored; i++) {
            int sample = sample(line, pixel * stored + i);
            bytes[to + i] =
                    (byte) (depth == 16 ? sample >> 8 : depth == 8 ? sample : sample * 255 / ((1 << depth) - 1));
            same &= transparent != null && sample == transparent[i];
        }
        if (transparent != null) {
            bytes[to + stored] = same ? 0 : (byte) 255;
        }
    }

    private int sample(byte[] line, int i) {
        return switch (depth) {
            case 16 -> (line[2 * i] & 0xff) << 8 | (line[2 * i + 1] & 0xff);
            case 8 -> line[i] & 0xff;
            default -> line[i * depth / 8] >> (8 - depth - i * depth % 8) & ((1 << depth) - 1);
        };
    }
}
