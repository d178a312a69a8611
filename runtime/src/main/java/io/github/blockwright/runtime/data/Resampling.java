package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.pictures.Picture;
import java.util.Arrays;

/**
 * Changes the size of a picture with a triangle filter (bilinear interpolation) that widens as the picture shrinks, so
 * that every pixel of the original counts and nothing is aliased. Edges: the filter is cut off at the original's edge
 * and its weights are scaled to sum to one.
 */
final class Resampling {
    private Resampling() {}

    /** The weights of one row or column of the result for those of the original, from {@code first} on. */
    private static final class Taps {
        private final int first;
        private final float[] weights;

        Taps(int first, float[] weights) {
            this.first = first;
            this.weights = weights;
        }

        int end() {
            return first + weights.length;
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
        Taps[] columns = taps(horizontal);
        Taps[] rows = taps(vertical);
        int most = Arrays.stream(rows).mapToInt(row -> row.weights.length).max().orElseThrow();
        int samples = horizontal.outLength() * picture.channels();
        // The lines of the original that a line of the result needs; the next one needs mostly the same.
        float[][] narrowed = new float[most][samples];
        float[] sums = new float[samples];
        byte[] result = new byte[vertical.outLength() * samples];
        int done = rows[0].first;
        for (int y = 0; y < rows.length; y++) {
            Taps row = rows[y];
            for (int line = Math.max(done, row.first); line < row.end(); line++) {
                narrow(picture, line, columns, narrowed[line % most]);
                if (eightBits) {
                    round(narrowed[line % most]);
                }
            }
            done = Math.max(done, row.end());
            Arrays.fill(sums, 0);
            for (int k = 0; k < row.weights.length; k++) {
                add(row.weights[k], narrowed[(row.first + k) % most], sums);
            }
            for (int i = 0; i < samples; i++) {
                result[y * samples + i] = (byte) Math.max(0, Math.min(255, (int) (sums[i] + 0.5f)));
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

    private static void narrow(Picture picture, int line, Taps[] columns, float[] result) {
        if (picture.channels() == 1) {
            narrowGrey(picture.pixels(), line * picture.width(), columns, result);
        } else {
            narrowRgb(picture.pixels(), 3 * line * picture.width(), columns, result);
        }
    }

    private static void narrowGrey(byte[] pixels, int line, Taps[] columns, float[] result) {
        for (int x = 0; x < columns.length; x++) {
            float[] weights = columns[x].weights;
            int at = line + columns[x].first;
            float grey = 0;
            for (int k = 0; k < weights.length; k++) {
                grey += weights[k] * (pixels[at + k] & 0xff);
            }
            result[x] = grey;
        }
    }

    private static void narrowRgb(byte[] pixels, int line, Taps[] columns, float[] result) {
        for (int x = 0; x < columns.length; x++) {
            float[] weights = columns[x].weights;
            int at = line + 3 * columns[x].first;
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int k = 0; k < weights.length; k++, at += 3) {
                red += weights[k] * (pixels[at] & 0xff);
                green += weights[k] * (pixels[at + 1] & 0xff);
                blue += weights[k] * (pixels[at + 2] & 0xff);
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

    private static Taps[] taps(Axis axis) {
        double reach = Math.max(axis.scale(), 1);
        Taps[] taps = new Taps[axis.outLength()];
        for (int i = 0; i < taps.length; i++) {
            double centre = axis.start() + (i + 0.5) * axis.scale();
            int first = (int) Math.max(0, Math.round(centre - reach));
            int end = (int) Math.min(axis.length(), Math.round(centre + reach));
            float[] weights = new float[end - first];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = (float) Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach);
                sum += weights[k];
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] /= (float) sum;
            }
            taps[i] = new Taps(first, weights);
        }
        return taps;
    }
}
