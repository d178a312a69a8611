package io.github.blockwright.runtime.pictures;

import java.util.Arrays;

/**
 * Changes the size of a picture with a triangle filter (bilinear interpolation) that widens as the picture shrinks, so
 * that every pixel of the original counts and nothing is aliased; at the original's edge it is cut off and scaled to sum to
 * one. This is what Pillow's {@code resize(size, BILINEAR)} does, columns before rows, with whole levels in between and
 * weights of 22 binary places. The weights are computed in 32 bits, though, in the order in which ONNX Runtime's Resize
 * computes them: an exported model then sees the very bytes that this library sees, and Pillow's are at most one level
 * away, where a value lies between two.
 */
final class Resampling {
    private static final int PLACES = 22;
    private static final int HALF = 1 << (PLACES - 1);
    private static final int LARGEST = 255;

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
            float ratio = (float) axis.scaled() / axis.length();
            float scale = 1 / ratio;
            float reach = Math.max(scale, 1);
            float narrowing = 1 / reach;
            firsts = new int[axis.outLength()];
            int[] ends = new int[axis.outLength()];
            int most = 0;
            for (int i = 0; i < firsts.length; i++) {
                float centre = centre(axis.start() + i, ratio, scale);
                firsts[i] = (int) Math.max(0, Math.floor(centre - reach + 0.5f));
                ends[i] = (int) Math.min(axis.length(), Math.floor(centre + reach + 0.5f));
                most = Math.max(most, ends[i] - firsts[i]);
            }
            count = most;
            weights = new int[axis.outLength() * count];
            float[] shares = new float[count];
            for (int i = 0; i < firsts.length; i++) {
                float centre = centre(axis.start() + i, ratio, scale);
                int number = ends[i] - firsts[i];
                float sum = 0;
                for (int k = 0; k < number; k++) {
                    float distance = Math.abs((firsts[i] + k - centre + 0.5f) * narrowing);
                    shares[k] = Math.max(0, 1 - distance);
                    sum += shares[k];
                }
                float one = 1 / sum;
                // Near the end there are fewer, and those before them get no weight.
                int shift = Math.max(0, firsts[i] + count - axis.length());
                firsts[i] -= shift;
                for (int k = 0; k < number; k++) {
                    weights[i * count + shift + k] = Math.round(shares[k] * one * (1 << PLACES));
                }
            }
        }

        /** Of a pixel of the result, in the original, half a pixel to the right of what is its coordinate there. */
        private static float centre(long place, float ratio, float scale) {
            return 0.5f + (scale == 1 ? place : (place + 0.5f) / ratio - 0.5f);
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
                result[y * samples + i] = (byte) level(sums[i]);
            }
        }
        return result;
    }

    /** A line of the result from those of the original; two or three of them, as there mostly are, in one pass. */
    private static void sum(Taps rows, int y, int[][] lines, int[] sums) {
        int count = rows.count;
        int weight = y * count;
        int[] first = lines[rows.firsts[y] % count];
        int[] second = lines[(rows.firsts[y] + 1) % count];
        int[] third = lines[(rows.firsts[y] + 2) % count];
        int done = 0;
        if (count == 2) {
            add(rows.weights[weight], first, rows.weights[weight + 1], second, sums);
            done = 2;
        } else if (count >= 3) {
            add(rows.weights[weight], first, rows.weights[weight + 1], second, rows.weights[weight + 2], third, sums);
            done = 3;
        } else {
            Arrays.fill(sums, HALF);
        }
        for (int k = done; k < count; k++) {
            add(rows.weights[weight + k], lines[(rows.firsts[y] + k) % count], sums);
        }
    }

    // Loops on their own, which the virtual machine runs with vectors.

    private static void add(int weight, int[] line, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * line[i];
        }
    }

    private static void add(int w0, int[] first, int w1, int[] second, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = HALF + w0 * first[i] + w1 * second[i];
        }
    }

    private static void add(int w0, int[] first, int w1, int[] second, int w2, int[] third, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = HALF + w0 * first[i] + w1 * second[i] + w2 * third[i];
        }
    }

    private static void narrow(Picture picture, int line, Taps columns, int[] result) {
        if (picture.channels() == 1) {
            narrowGrey(picture.pixels(), line * picture.width(), columns, result);
        } else {
            int from = 3 * line * picture.width();
            // A loop of two to four, as training mostly needs it, takes longer than what it does.
            switch (columns.count) {
                case 2 -> narrowRgbByTwo(picture.pixels(), from, columns, result);
                case 3 -> narrowRgbByThree(picture.pixels(), from, columns, result);
                case 4 -> narrowRgbByFour(picture.pixels(), from, columns, result);
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
            result[x] = level(grey);
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
            result[3 * x] = level(red);
            result[3 * x + 1] = level(green);
            result[3 * x + 2] = level(blue);
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
                result[3 * x + c] = level(HALF + w0 * (pixels[at + c] & 0xff) + w1 * (pixels[at + c + 3] & 0xff));
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
                int sum = HALF + w0 * (pixels[at + c] & 0xff) + w1 * (pixels[at + c + 3] & 0xff);
                result[3 * x + c] = level(sum + w2 * (pixels[at + c + 6] & 0xff));
            }
        }
    }

    private static void narrowRgbByFour(byte[] pixels, int line, Taps taps, int[] result) {
        int[] weights = taps.weights;
        int[] firsts = taps.firsts;
        for (int x = 0; x < firsts.length; x++) {
            int at = line + 3 * firsts[x];
            int w0 = weights[4 * x];
            int w1 = weights[4 * x + 1];
            int w2 = weights[4 * x + 2];
            int w3 = weights[4 * x + 3];
            for (int c = 0; c < 3; c++) {
                int sum = HALF + w0 * (pixels[at + c] & 0xff) + w1 * (pixels[at + c + 3] & 0xff);
                sum += w2 * (pixels[at + c + 6] & 0xff) + w3 * (pixels[at + c + 9] & 0xff);
                result[3 * x + c] = level(sum);
            }
        }
    }

    /** No weight is negative, but rounded ones may sum to a little more than one. */
    private static int level(int sum) {
        return Math.min(LARGEST, sum >> PLACES);
    }
}
