package io.github.blockwright.runtime.files;

/**
 * Changes the size of an RGB image with a triangle filter (bilinear interpolation) that widens as the image shrinks, so
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
    }

    /**
     * What is wanted along one side of an image.
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
     * Scales an image and cuts out a part.
     *
     * @param rgb packed pixels, one int each, line by line
     * @param eightBits whether values are rounded to 8 bits between the two directions, as Pillow does it; exact if not
     * @return the bytes in the order HWC
     */
    static byte[] resize(int[] rgb, Axis vertical, Axis horizontal, boolean eightBits) {
        int width = horizontal.length();
        int outHeight = vertical.outLength();
        int outWidth = horizontal.outLength();
        Taps[] columns = taps(horizontal);
        Taps[] rows = taps(vertical);
        int firstRow = rows[0].first;
        int lastRow = rows[outHeight - 1].first + rows[outHeight - 1].weights.length;
        float[][] narrowed = new float[lastRow][];
        for (int y = firstRow; y < lastRow; y++) {
            narrowed[y] = narrowed(rgb, y * width, columns);
            if (eightBits) {
                round(narrowed[y]);
            }
        }
        byte[] result = new byte[outHeight * outWidth * 3];
        for (int y = 0; y < outHeight; y++) {
            for (int i = 0; i < outWidth * 3; i++) {
                float sum = 0;
                for (int k = 0; k < rows[y].weights.length; k++) {
                    sum += rows[y].weights[k] * narrowed[rows[y].first + k][i];
                }
                result[y * outWidth * 3 + i] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
            }
        }
        return result;
    }

    private static float[] narrowed(int[] rgb, int line, Taps[] columns) {
        float[] result = new float[columns.length * 3];
        for (int x = 0; x < columns.length; x++) {
            float[] weights = columns[x].weights;
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int k = 0; k < weights.length; k++) {
                int pixel = rgb[line + columns[x].first + k];
                red += weights[k] * (pixel >> 16 & 0xff);
                green += weights[k] * (pixel >> 8 & 0xff);
                blue += weights[k] * (pixel & 0xff);
            }
            result[3 * x] = red;
            result[3 * x + 1] = green;
            result[3 * x + 2] = blue;
        }
        return result;
    }

    private static void round(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(values[i]);
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
