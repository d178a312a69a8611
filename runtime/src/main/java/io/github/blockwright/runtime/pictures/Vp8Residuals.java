package io.github.blockwright.runtime.pictures;

import java.util.Arrays;

/** Reads the coefficients of macroblocks (RFC 6386, section 13). */
final class Vp8Residuals {
    private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    private static final int[][] LARGE = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };
    private static final int LUMA_AFTER_FIRST = 0;
    private static final int MEANS = 1;
    private static final int COLOUR = 2;
    private static final int LUMA = 3;

    /** For each macroblock of a row whether its lowest blocks had any: four of luma, two each of colour, its means. */
    private final boolean[] above;

    private final boolean[] left = new boolean[9];
    private final int[][][][] probabilities;

    /** Of 16 blocks of luma and four each of both colours, 16 each, line by line. */
    final int[] coefficients = new int[24 * 16];

    Vp8Residuals(int columns, int[][][][] probabilities) {
        this.above = new boolean[9 * columns];
        this.probabilities = probabilities;
    }

    void startRow() {
        Arrays.fill(left, false);
    }

    /** A macroblock that has none. */
    void skip(int column, boolean hasMeans) {
        int count = hasMeans ? 9 : 8;
        Arrays.fill(above, 9 * column, 9 * column + count, false);
        Arrays.fill(left, 0, count, false);
        Arrays.fill(coefficients, 0);
    }

    void read(Vp8Bits bits, int column, boolean hasMeans, int[] steps) {
        Arrays.fill(coefficients, 0);
        int start = 9 * column;
        int first = 0;
        if (hasMeans) {
            int[] means = new int[16];
            int context = (above[start + 8] ? 1 : 0) + (left[8] ? 1 : 0);
            boolean any = block(bits, MEANS, context, steps[2], steps[3], 0, means, 0) > 0;
            above[start + 8] = any;
            left[8] = any;
            Vp8Transforms.spread(means, coefficients);
            first = 1;
        }
        int type = hasMeans ? LUMA_AFTER_FIRST : LUMA;
        blocks(bits, type, start, 0, 4, 0, first, steps[0], steps[1]);
        blocks(bits, COLOUR, start, 4, 2, 16, 0, steps[4], steps[5]);
        blocks(bits, COLOUR, start, 6, 2, 20, 0, steps[4], steps[5]);
    }

    private void blocks(
            Vp8Bits bits, int type, int start, int edge, int side, int firstBlock, int first, int step0, int step1) {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int context = (above[start + edge + x] ? 1 : 0) + (left[edge + y] ? 1 : 0);
                int to = (firstBlock + y * side + x) * 16;
                boolean any = block(bits, type, context, step0, step1, first, coefficients, to) > first;
                above[start + edge + x] = any;
                left[edge + y] = any;
            }
        }
    }

    /** Reads a block, and says where it ended. */
    private int block(Vp8Bits bits, int type, int context, int step0, int step1, int first, int[] into, int to) {
        int[][][] bands = probabilities[type];
        int[] nodes = bands[BANDS[first]][context];
        for (int i = first; i < 16; ) {
            if (!bits.next(nodes[0])) {
                return i;
            }
            while (!bits.next(nodes[1])) {
                nodes = bands[BANDS[++i]][0];
                if (i == 16) {
                    return 16;
                }
            }
            int size = bits.next(nodes[2]) ? large(bits, nodes) : 1;
            nodes = bands[BANDS[i + 1]][size == 1 ? 1 : 2];
            into[to + ZIGZAG[i]] = (bits.flag() ? -size : size) * (i == 0 ? step0 : step1);
            i++;
        }
        return 16;
    }

    private static int large(Vp8Bits bits, int[] nodes) {
        if (!bits.next(nodes[3])) {
            if (!bits.next(nodes[4])) {
                return 2;
            }
            return bits.next(nodes[5]) ? 4 : 3;
        }
        if (!bits.next(nodes[6])) {
            if (!bits.next(nodes[7])) {
                return bits.next(159) ? 6 : 5;
            }
            int high = bits.next(165) ? 2 : 0;
            return 7 + high + (bits.next(145) ? 1 : 0);
        }
        boolean high = bits.next(nodes[8]);
        int category = (high ? 2 : 0) + (bits.next(nodes[high ? 10 : 9]) ? 1 : 0);
        int extra = 0;
        for (int probability : LARGE[category]) {
            extra = 2 * extra + (bits.next(probability) ? 1 : 0);
        }
        return extra + 3 + (8 << category);
    }
}
