package io.github.blockwright.runtime.pictures;

import java.util.Arrays;

/**
 * Changes the size of a picture with a triangle filter (bilinear interpolation) that widens as the picture shrinks, so
 * that every pixel of the original counts and nothing is aliased. It gives the bytes that Pillow's {@code
 * resize(size, BILINEAR)} gives: columns before rows, whole levels in between, weights of 22 binary places, and at the
 * original's edge a filter that is cut off and scaled to sum to one.
 */
final class Resampling {
    private static final int PLACES = 22;
    private static final int HALF = 1 << (PLACES - 1);

    private Resampling() {}

    /**
     * The weights of the rows or columns of the result for those of the original, from the first that counts on. All have
     * as many, of which some are zero, so that they lie in one array.
     */
    private static final class Taps {
        private final int count;
        private final int[] firsts;
        private final int[] weights;

        Taps(Axis axis) {
            double scale = axis.length() / (double) axis.scaled();
            double reach = Math.max(scale, 1);
            firsts = new int[axis.outLength()];
            int[] ends = new int[axis.outLength()];
            int most = 0;
            for (int i = 0; i < firsts.length; i++) {
                double centre = (axis.start() + i + 0.5) * scale;
                firsts[i] = (int) Math.max(0, centre - reach + 0.5);
                ends[i] = (int) Math.min(axis.length(), centre + reach + 0.5);
                most = Math.max(most, ends[i] - firsts[i]);
            }
            count = most;
            weights = new int[axis.outLength() * count];
            double[] exact = new double[count];
            for (int i = 0; i < firsts.length; i++) {
                double centre = (axis.start() + i + 0.5) * scale;
                double sum = 0;
                for (int at = firsts[i]; at < ends[i]; at++) {
                    double weight = Math.max(0, 1 - Math.abs((at - centre + 0.5) / reach));
                    exact[at - firsts[i]] = weight;
                    sum += weight;
                }
                int number = ends[i] - firsts[i];
                // At the end there are fewer, and those before them get no weight.
                firsts[i] = Math.min(firsts[i], axis.length() - count);
                int from = i * count + ends[i] - number - firsts[i];
                for (int k = 0; k < number; k++) {
                    weights[from + k] = (int) (0.5 + exact[k] / sum * (1 << PLACES));
                }
            }
        }
    }

    /**
     * What is wanted along one side of a picture: it is scaled, and a window of the result kept.
     *
     * @param length of the original in pixels
     * @param scaled what the whole length becomes
     * @param start where the window begins in that
     * @param outLength of the window
     */
    record Axis(int length, long scaled, long start, int outLength) {
        /** The middle of an original that is scaled; of an odd rest the larger half is cut off at the end. */
        static Axis middle(int length, long scaled, int outLength) {
            return new Axis(length, scaled, (scaled - outLength) / 2, outLength);
        }
    }

    /**
     * Scales a picture and cuts out a part; nothing else of it is computed.
     *
     * @return the bytes in the order HWC, with the picture's own channels
     */
    static byte[] resize(Picture picture, Axis vertical, Axis horizontal) {
        Taps columns = new Taps(horizontal);
        Taps rows = new Taps(vertical);
        int samples = horizontal.outLength() * picture.channels();
        // The lines of the original that a line of the result needs; the next one needs mostly the same.
        int[][] narrowed = new int[rows.count][samples];
        int[] sums = new int[samples];
        byte[] result = new byte[vertical.outLength() * samples];
        int done = rows.firsts[0];
        for (int y = 0; y < vertical.outLength(); y++) {
            int end = rows.firsts[y] + rows.count;
            for (int line = Math.max(done, rows.firsts[y]); line < end; line++) {
                narrow(picture, line, columns, narrowed[line % rows.count]);
            }
            done = end;
            sum(rows, y, narrowed, sums);
            for (int i = 0; i < samples; i++) {
                // Between 0 and 255 as the original is, since no weight is negative.
                result[y * samples + i] = (byte) (sums[i] >> PLACES);
            }
        }
        return result;
    }

    /** A line of the result from those of the original; two or three of them, as there mostly are, in one pass. */
    private static void sum(Taps rows, int y, int[][] lines, int[] sums) {
        int count = rows.count;
        int first = rows.firsts[y];
        int weight = y * count;
        int k = 0;
        if (count == 2) {
            add(rows.weights, weight, lines[first % 2], lines[(first + 1) % 2], sums);
            return;
        }
        if (count >= 3) {
            add(
                    rows.weights,
                    weight,
                    lines[first % count],
                    lines[(first + 1) % count],
                    lines[(first + 2) % count],
                    sums);
            k = 3;
        } else {
            Arrays.fill(sums, HALF);
        }
        for (; k < count; k++) {
            add(rows.weights[weight + k], lines[(first + k) % count], sums);
        }
    }

    // Loops on their own, which the virtual machine runs with vectors.

    private static void add(int weight, int[] line, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * line[i];
        }
    }

    private static void add(int[] weights, int at, int[] first, int[] second, int[] sums) {
        int w0 = weights[at];
        int w1 = weights[at + 1];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = HALF + w0 * first[i] + w1 * second[i];
        }
    }

    private static void add(int[] weights, int at, int[] first, int[] second, int[] third, int[] sums) {
        int w0 = weights[at];
        int w1 = weights[at + 1];
        int w2 = weights[at + 2];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = HALF + w0 * first[i] + w1 * second[i] + w2 * third[i];
        }
    }

    private static void narrow(Picture picture, int line, Taps columns, int[] result) {
        if (picture.channels() == 1) {
            narrowGrey(picture.pixels(), line * picture.width(), columns, result);
        } else {
            int from = 3 * line * picture.width();
            // Loops within the loop would take longer than what they do; two and three are what training mostly needs.
            switch (columns.count) {
                case 2 -> narrowRgbByTwo(picture.pixels(), from, columns, result);
                case 3 -> narrowRgbByThree(picture.pixels(), from, columns, result);
                default -> narrowRgb(picture.pixels(), from, columns, result);
            }
        }
    }

    private static void narrowGrey(byte[] pixels, int line, Taps taps, int[] result) {
        int weight = 0;
        for (int x = 0; x < result.length; x++) {
            int at = line + taps.firsts[x];
            int grey = HALF;
            for (int end = weight + taps.count; weight < end; weight++, at++) {
                grey += taps.weights[weight] * (pixels[at] & 0xff);
            }
            result[x] = grey >> PLACES;
        }
    }

    private static void narrowRgb(byte[] pixels, int line, Taps taps, int[] result) {
        int[] weights = taps.weights;
        int weight = 0;
        for (int x = 0; x < taps.firsts.length; x++) {
            int at = line + 3 * taps.firsts[x];
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int end = weight + taps.count; weight < end; weight++, at += 3) {
                red += weights[weight] * (pixels[at] & 0xff);
                green += weights[weight] * (pixels[at + 1] & 0xff);
                blue += weights[weight] * (pixels[at + 2] & 0xff);
            }
            result[3 * x] = red >> PLACES;
            result[3 * x + 1] = green >> PLACES;
            result[3 * x + 2] = blue >> PLACES;
        }
    }

    private static void narrowRgbByTwo(byte[] pixels, int line, Taps taps, int[] result) {
        int[] weights = taps.weights;
        int[] firsts = taps.firsts;
        for (int x = 0; x < firsts.length; x++) {
            int at = line + 3 * firsts[x];
            int w0 = weights[2 * x];
            int w1 = weights[2 * x + 1];
            for (int c = 0; c < 3; c++) {
                result[3 * x + c] = (HALF + w0 * (pixels[at + c] & 0xff) + w1 * (pixels[at + c + 3] & 0xff)) >> PLACES;
            }
        }
    }

    private static void narrowRgbByThree(byte[] pixels, int line, Taps taps, int[] result) {
        int[] weights = taps.weights;
        int[] firsts = taps.firsts;
        for (int x = 0; x < firsts.length; x++) {
            int at = line + 3 * firsts[x];
            int w0 = weights[3 * x];
            int w1 = weights[3 * x + 1];
            int w2 = weights[3 * x + 2];
            for (int c = 0; c < 3; c++) {
                int sum = HALF + w0 * (pixels[at + c] & 0xff);
                sum += w1 * (pixels[at + c + 3] & 0xff);
                result[3 * x + c] = (sum + w2 * (pixels[at + c + 6] & 0xff)) >> PLACES;
            }
        }
    }
}
