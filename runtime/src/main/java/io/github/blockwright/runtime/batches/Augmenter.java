package io.github.blockwright.runtime.batches;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Augmentation.Border;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Does what an {@link Augmentation} says, and normalises.
 *
 * @param settings what is changed
 */
public record Augmenter(Augmentation settings) {
    /** Changes nothing and only normalises. */
    public static final Augmenter NONE = new Augmenter(Augmentation.NONE);

    /**
     * Checks that images of this size can be augmented so.
     *
     * @throws IllegalArgumentException if a reflected padding is as large as the image or larger
     */
    void check(int height, int width) {
        int pad = settings.pad();
        if (settings.border() == Border.REFLECT && pad >= Math.min(height, width)) {
            throw new IllegalArgumentException("An image of " + height + " × " + width + " has no " + pad
                    + " pixels to reflect: pad must be below " + Math.min(height, width));
        }
    }

    /**
     * Augments and normalises one image in one pass.
     *
     * @param pixels {@code height * width * tables.length} bytes in the order HWC
     * @param tables for each channel the 256 normalised values of a pixel, from {@link
     *     io.github.blockwright.runtime.blocks.InputSpec#table}
     * @param random decides everything that is left to chance
     * @param target takes {@code height * width * tables.length} floats in the order HWC
     * @param position the index of the first of them; the buffer's own position stays as it is
     */
    public void apply(
            byte[] pixels,
            int height,
            int width,
            float[][] tables,
            SplittableRandom random,
            FloatBuffer target,
            int position) {
        int pad = settings.pad();
        int cutout = settings.cutout();
        int[] rows = source(height, pad == 0 ? 0 : random.nextInt(2 * pad + 1) - pad, false);
        int[] columns = source(
                width, pad == 0 ? 0 : random.nextInt(2 * pad + 1) - pad, settings.flip() && random.nextInt(2) == 1);
        int top = 0;
        int left = 0;
        if (cutout > 0) {
            top = random.nextInt(height) - cutout / 2;
            left = random.nextInt(width) - cutout / 2;
        }
        int channels = tables.length;
        float[] line = new float[width * channels];
        for (int y = 0; y < height; y++) {
            fill(line, pixels, rows[y] < 0 ? -1 : rows[y] * width, columns, tables);
            if (y >= top && y < top + cutout) {
                int from = Math.max(left, 0);
                int to = Math.min(left + cutout, width);
                Arrays.fill(line, from * channels, to * channels, 0);
            }
            target.put(position + y * line.length, line);
        }
    }

    /** Normalises one line; {@code row} is the index of its first pixel in the image, or -1 for a line outside. */
    private static void fill(float[] line, byte[] pixels, int row, int[] columns, float[][] tables) {
        int channels = tables.length;
        int out = 0;
        for (int column : columns) {
            boolean outside = row < 0 || column < 0;
            int in = (row + column) * channels;
            for (int c = 0; c < channels; c++) {
                line[out++] = tables[c][outside ? 0 : pixels[in + c] & 0xff];
            }
        }
    }

    /** For each row or column of the result the one of the image that it shows, or -1 for black. */
    private int[] source(int length, int shift, boolean mirrored) {
        int[] source = new int[length];
        for (int i = 0; i < length; i++) {
            int at = (mirrored ? length - 1 - i : i) + shift;
            if (at < 0 || at >= length) {
                at = settings.border() == Border.ZERO ? -1 : at < 0 ? -at : 2 * (length - 1) - at;
            }
            source[i] = at;
        }
        return source;
    }
}
