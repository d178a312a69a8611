package io.github.blockwright.runtime.pictures;

import java.util.Arrays;

/**
 * Changes the size of a picture with a triangle filter (bilinear interpolation) that widens as the picture shrinks, so
 * that every pixel of the original counts and nothing is aliased. Edges: the filter is cut off at the original's edge
 * and its weights are scaled to sum to one.
 */
final class Resampling {
    private Resampling() {}

    /**
     * The weights of the rows or columns of the result for those of the original, from the first that counts on. All have
     * as many, of which some are zero, so that they lie in one array.
     */
    private static final class Taps {
        private final int count;
        private final int[] firsts;
        private final float[] weights;

        Taps(Axis axis) {
            double reach = Math.max(axis.scale(), 1);
            count = (int) Math.min(axis.length(), Math.ceil(2 * reach));
            firsts = new int[axis.outLength()];
            weights = new float[axis.outLength() * count];
            for (int i = 0; i < firsts.length; i++) {
                double centre = axis.start() + (i + 0.5) * axis.scale();
                firsts[i] = (int) Math.max(0, Math.min(axis.length() - count, Math.round(centre - reach)));
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    float weight = (float) Math.max(0, 1 - Math.abs(firsts[i] + k + 0.5 - centre) / reach);
                    weights[i * count + k] = weight;
                    sum += weight;
                }
                for (int k = 0; k < count; k++) {
                    weights[i * count + k] /= (float) sum;
                }
            }
        }
    }

    /**
     * What is wanted along one side of a picture.
     *
     * @param length of the original
     * @param start where in the original the result begins
     * @param scale pixels of the original for a pixel of the result
     * @param outLength of the result
     */
    record Axis(int length, double start, double scale, int outLength) {
        /** The middle of an original that was scaled. */
        static Axis middle(int length, double scale, int outLength) {
            return new Axis(length, (length - outLength * scale) / 2, scale, outLength);
        }

        /** As {@code middle}, but scaled to a whole number of pixels, of which whole ones are cut off. */
        static Axis middleOfPixels(int length, double scale, int outLength) {
            long scaled = Math.round(length / scale);
            long cutOff = (scaled - outLength) / 2;
            double exact = length / (double) scaled;
            return new Axis(length, cutOff * exact, exact, outLength);
        }
    }

    /**
     * Scales a picture and cuts out a part.
     *
     * @param eightBits whether values are rounded to 8 bits between the two directions, as Pillow does it; exact if not
     * @return the bytes in the order HWC, with the picture's own channels
     */
    static byte[] resize(Picture picture, Axis vertical, Axis horizontal, boolean eightBits) {
        Taps columns = new Taps(horizontal);
        Taps rows = new Taps(vertical);
        int samples = horizontal.outLength() * picture.channels();
        // The lines of the original that a line of the result needs; the next one needs mostly the same.
        float[][] narrowed = new float[rows.count][samples];
        float[] sums = new float[samples];
        byte[] result = new byte[vertical.outLength() * samples];
        int done = rows.firsts[0];
        for (int y = 0; y < vertical.outLength(); y++) {
            int end = rows.firsts[y] + rows.count;
            for (int line = Math.max(done, rows.firsts[y]); line < end; line++) {
                narrow(picture, line, columns, narrowed[line % rows.count]);
                if (eightBits) {
                    round(narrowed[line % rows.count]);
                }
            }
            done = end;
            Arrays.fill(sums, 0);
            for (int k = 0; k < rows.count; k++) {
                add(rows.weights[y * rows.count + k], narrowed[(rows.firsts[y] + k) % rows.count], sums);
            }
            for (int i = 0; i < samples; i++) {
                // Between 0 and 255 as the original is, since no weight is negative.
                result[y * samples + i] = (byte) (int) (sums[i] + 0.5f);
            }
        }
        return result;
    }

    /** A loop on its own, which the virtual machine runs with vectors. */
    private static void add(float weight, float[] line, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * line[i];
        }
    }

    private static void narrow(Picture picture, int line, Taps columns, float[] result) {
        if (picture.channels() == 1) {
            narrowGrey(picture.pixels(), line * picture.width(), columns, result);
        } else {
            narrowRgb(picture.pixels(), 3 * line * picture.width(), columns, result);
        }
    }

    private static void narrowGrey(byte[] pixels, int line, Taps taps, float[] result) {
        int weight = 0;
        for (int x = 0; x < result.length; x++) {
            int at = line + taps.firsts[x];
            float grey = 0;
            for (int end = weight + taps.count; weight < end; weight++, at++) {
                grey += taps.weights[weight] * (pixels[at] & 0xff);
            }
            result[x] = grey;
        }
    }

    private static void narrowRgb(byte[] pixels, int line, Taps taps, float[] result) {
        float[] weights = taps.weights;
        int weight = 0;
        for (int x = 0; x < taps.firsts.length; x++) {
            int at = line + 3 * taps.firsts[x];
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int end = weight + taps.count; weight < end; weight++, at += 3) {
                red += weights[weight] * (pixels[at] & 0xff);
                green += weights[weight] * (pixels[at + 1] & 0xff);
                blue += weights[weight] * (pixels[at + 2] & 0xff);
            }
            result[3 * x] = red;
            result[3 * x + 1] = green;
            result[3 * x + 2] = blue;
        }
    }

    private static void round(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) (values[i] + 0.5f);
        }
    }
}
