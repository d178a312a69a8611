package io.github.blockwright.runtime.pictures;

import java.util.Arrays;

/** Both inverse transforms (RFC 6386, section 14). */
final class Vp8Transforms {
    private static final int[] NOTHING = new int[16];

    private Vp8Transforms() {}

    /** Gives each of a macroblock's 16 blocks of luma its mean. */
    static void spread(int[] means, int[] coefficients) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int a = means[i] + means[12 + i];
            int b = means[4 + i] + means[8 + i];
            int c = means[4 + i] - means[8 + i];
            int d = means[i] - means[12 + i];
            half[i] = a + b;
            half[8 + i] = a - b;
            half[4 + i] = d + c;
            half[12 + i] = d - c;
        }
        for (int i = 0; i < 16; i += 4) {
            int a = half[i] + 3 + half[i + 3];
            int b = half[i + 1] + half[i + 2];
            int c = half[i + 1] - half[i + 2];
            int d = half[i] + 3 - half[i + 3];
            coefficients[16 * i] = (a + b) >> 3;
            coefficients[16 * (i + 1)] = (d + c) >> 3;
            coefficients[16 * (i + 2)] = (a - b) >> 3;
            coefficients[16 * (i + 3)] = (d - c) >> 3;
        }
    }

    /** Adds a block to what was predicted for it. */
    static void add(int[] coefficients, int from, byte[] samples, int to, int stride) {
        if (Arrays.equals(coefficients, from, from + 16, NOTHING, 0, 16)) {
            return;
        }
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int first = coefficients[from + i];
            int second = coefficients[from + 4 + i];
            int third = coefficients[from + 8 + i];
            int fourth = coefficients[from + 12 + i];
            int c = sine(second) - cosine(fourth);
            int d = cosine(second) + sine(fourth);
            half[4 * i] = first + third + d;
            half[4 * i + 1] = first - third + c;
            half[4 * i + 2] = first - third - c;
            half[4 * i + 3] = first + third - d;
        }
        for (int y = 0; y < 4; y++) {
            int first = half[y] + 4;
            int third = half[8 + y];
            int c = sine(half[4 + y]) - cosine(half[12 + y]);
            int d = cosine(half[4 + y]) + sine(half[12 + y]);
            int at = to + y * stride;
            put(samples, at, first + third + d);
            put(samples, at + 1, first - third + c);
            put(samples, at + 2, first - third - c);
            put(samples, at + 3, first + third - d);
        }
    }

    private static void put(byte[] samples, int at, int eighths) {
        samples[at] = (byte) Math.max(0, Math.min(255, (samples[at] & 0xff) + (eighths >> 3)));
    }

    /** The square root of 2 times the cosine of an eighth of pi. */
    private static int cosine(int value) {
        return ((value * 20091) >> 16) + value;
    }

    /** The square root of 2 times its sine. */
    private static int sine(int value) {
        return (value * 35468) >> 16;
    }
}
