package io.github.blockwright.runtime.pictures;

/** Predicts squares from the samples above and to the left of them (RFC 6386, section 12). */
final class Vp8Prediction {
    static final int DC = 0;
    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;
    private static final int LEFT_DOWN = 4;
    private static final int RIGHT_DOWN = 5;
    private static final int VERTICAL_RIGHT = 6;
    private static final int VERTICAL_LEFT = 7;
    private static final int HORIZONTAL_DOWN = 8;

    private Vp8Prediction() {}

    /** Predicts a macroblock's luma or colour, whose mean is of what lies within the picture. */
    static void square(Vp8Plane plane, int mode, int y, int x, int side) {
        int at = plane.at(y, x);
        if (mode == DC) {
            fill(plane, at, side, mean(plane, at, side, y > 0, x > 0));
        } else {
            simple(plane, mode, at, side);
        }
    }

    private static int mean(Vp8Plane plane, int at, int side, boolean hasAbove, boolean hasLeft) {
        int sum = 0;
        for (int i = 0; i < side; i++) {
            sum += hasAbove ? plane.samples[at - plane.stride + i] & 0xff : 0;
            sum += hasLeft ? plane.samples[at + i * plane.stride - 1] & 0xff : 0;
        }
        int count = (hasAbove ? side : 0) + (hasLeft ? side : 0);
        return count == 0 ? 128 : (sum + count / 2) / count;
    }

    private static void fill(Vp8Plane plane, int at, int side, int value) {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                plane.samples[at + y * plane.stride + x] = (byte) value;
            }
        }
    }

    private static void simple(Vp8Plane plane, int mode, int at, int side) {
        byte[] samples = plane.samples;
        int above = at - plane.stride;
        int corner = samples[above - 1] & 0xff;
        for (int y = 0; y < side; y++) {
            int line = at + y * plane.stride;
            int left = samples[line - 1] & 0xff;
            for (int x = 0; x < side; x++) {
                int top = samples[above + x] & 0xff;
                int value =
                        switch (mode) {
                            case VERTICAL -> top;
                            case HORIZONTAL -> left;
                            default -> Math.max(0, Math.min(255, left + top - corner));
                        };
                samples[line + x] = (byte) value;
            }
        }
    }

    /**
     * Predicts a block of 4 × 4.
     *
     * @param right the four samples that follow those above it
     */
    static void block(Vp8Plane plane, int mode, int at, int[] right) {
        if (mode == DC) {
            fill(plane, at, 4, mean(plane, at, 4, true, true));
            return;
        }
        if (mode == TRUE_MOTION) {
            simple(plane, mode, at, 4);
            return;
        }
        // The edge from the lower left over the corner, which is number 4, to the upper right.
        int[] edge = new int[13];
        for (int i = 0; i < 4; i++) {
            edge[i] = plane.samples[at + (3 - i) * plane.stride - 1] & 0xff;
            edge[5 + i] = plane.samples[at - plane.stride + i] & 0xff;
            edge[9 + i] = right[i];
        }
        edge[4] = plane.samples[at - plane.stride - 1] & 0xff;
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                plane.samples[at + y * plane.stride + x] = (byte) directed(edge, mode, y, x);
            }
        }
    }

    private static int directed(int[] edge, int mode, int y, int x) {
        return switch (mode) {
            case VERTICAL -> three(edge, 5 + x);
            case HORIZONTAL -> y == 3 ? (edge[1] + 3 * edge[0] + 2) >> 2 : three(edge, 3 - y);
            case LEFT_DOWN -> x + y == 6 ? (edge[11] + 3 * edge[12] + 2) >> 2 : three(edge, 6 + x + y);
            case RIGHT_DOWN -> three(edge, 4 + x - y);
            case VERTICAL_RIGHT -> verticalRight(edge, y, x);
            case VERTICAL_LEFT -> verticalLeft(edge, y, x);
            case HORIZONTAL_DOWN -> horizontalDown(edge, y, x);
            default -> horizontalUp(edge, y, x);
        };
    }

    private static int verticalRight(int[] edge, int y, int x) {
        int i = 2 * x - y;
        if (i < 0) {
            return three(edge, i == -1 ? 4 : 5 - y);
        }
        return i % 2 == 0 ? two(edge, 4 + i / 2) : three(edge, 4 + (i + 1) / 2);
    }

    private static int verticalLeft(int[] edge, int y, int x) {
        // The last two of the right column break the rule.
        if (x == 3 && y >= 2) {
            return three(edge, y == 2 ? 10 : 11);
        }
        int i = 5 + x + y / 2;
        return y % 2 == 0 ? two(edge, i) : three(edge, i + 1);
    }

    private static int horizontalDown(int[] edge, int y, int x) {
        int i = 2 * y - x;
        if (i < 0) {
            return three(edge, i == -1 ? 4 : 3 + x);
        }
        return i % 2 == 0 ? two(edge, 3 - i / 2) : three(edge, 4 - (i + 1) / 2);
    }

    private static int horizontalUp(int[] edge, int y, int x) {
        int i = x + 2 * y;
        if (i > 5) {
            return edge[0];
        }
        if (i == 5) {
            return (edge[1] + 3 * edge[0] + 2) >> 2;
        }
        return i % 2 == 0 ? two(edge, 2 - i / 2) : three(edge, 2 - i / 2);
    }

    private static int two(int[] edge, int i) {
        return (edge[i] + edge[i + 1] + 1) >> 1;
    }

    private static int three(int[] edge, int i) {
        return (edge[i - 1] + 2 * edge[i] + edge[i + 1] + 2) >> 2;
    }
}
