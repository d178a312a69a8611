package io.github.blockwright.runtime.data;

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
     * Scales an image to at least the wanted size and cuts out the middle.
     *
     * @param rgb packed pixels, one int each, line by line
     * @param scaleY rows of the original for a row of the result
     * @param scaleX columns of the original for a column of the result
     * @return the bytes in the order HWC
     */
    static byte[] resize(int[] rgb, int height, int width, double scaleY, double scaleX, int outHeight, int outWidth) {
        Taps[] columns = taps(width, scaleX, outWidth);
        Taps[] rows = taps(height, scaleY, outHeight);
        int firstRow = rows[0].first;
        int lastRow = rows[outHeight - 1].first + rows[outHeight - 1].weights.length;
        float[][] narrowed = new float[lastRow][];
        for (int y = firstRow; y < lastRow; y++) {
            narrowed[y] = narrowed(rgb, y * width, columns);
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

    private static Taps[] taps(int length, double scale, int outLength) {
        double start = (length - outLength * scale) / 2;
        double reach = Math.max(scale, 1);
        Taps[] taps = new Taps[outLength];
        for (int i = 0; i < outLength; i++) {
            double centre = start + (i + 0.5) * scale;
            int first = (int) Math.max(0, Math.round(centre - reach));
            int end = (int) Math.min(length, Math.round(centre + reach));
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
