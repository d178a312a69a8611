package io.github.blockwright.runtime.pictures;

/** Smooths the edges of macroblocks and of the blocks in them (RFC 6386, section 15). */
final class Vp8LoopFilter {
    private final boolean simple;
    private final int sharpness;

    Vp8LoopFilter(boolean simple, int sharpness) {
        this.simple = simple;
        this.sharpness = sharpness;
    }

    /** What is filtered along an edge, and how it differs from what is left alone. */
    private record Strength(int edge, int inner, int highVariance) {}

    /**
     * Filters a macroblock, after those to the left of it and above.
     *
     * @param level from 1 to 63
     * @param inside whether the edges of its blocks are filtered too
     */
    void filter(Vp8Plane luma, Vp8Plane blue, Vp8Plane red, int row, int column, int level, boolean inside) {
        int inner = level;
        if (sharpness > 0) {
            inner = Math.min(inner >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
        }
        inner = Math.max(1, inner);
        int highVariance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
        Strength outer = new Strength(2 * (2 * level + inner + 4) + 1, inner, highVariance);
        Strength within = new Strength(2 * (2 * level + inner) + 1, inner, highVariance);
        for (boolean horizontal : new boolean[] {true, false}) {
            boolean hasNeighbour = horizontal ? column > 0 : row > 0;
            filter(luma, row, column, 16, horizontal, hasNeighbour ? outer : null, inside ? within : null);
            if (!simple) {
                filter(blue, row, column, 8, horizontal, hasNeighbour ? outer : null, inside ? within : null);
                filter(red, row, column, 8, horizontal, hasNeighbour ? outer : null, inside ? within : null);
            }
        }
    }

    private void filter(
            Vp8Plane plane, int row, int column, int side, boolean horizontal, Strength outer, Strength within) {
        int at = plane.at(row * side, column * side);
        int across = horizontal ? 1 : plane.stride;
        int along = horizontal ? plane.stride : 1;
        if (outer != null) {
            edge(plane.samples, at, across, along, side, outer, true);
        }
        for (int i = 4; within != null && i < side; i += 4) {
            edge(plane.samples, at + i * across, across, along, side, within, false);
        }
    }

    private void edge(byte[] s, int from, int across, int along, int length, Strength strength, boolean outer) {
        for (int i = 0, at = from; i < length; i++, at += along) {
            int p1 = s[at - 2 * across] & 0xff;
            int p0 = s[at - across] & 0xff;
            int q0 = s[at] & 0xff;
            int q1 = s[at + across] & 0xff;
            if (4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) > strength.edge) {
                continue;
            }
            if (simple) {
                two(s, at, across);
                continue;
            }
            if (!isSmooth(s, at, across, strength.inner)) {
                continue;
            }
            if (Math.abs(p1 - p0) > strength.highVariance || Math.abs(q1 - q0) > strength.highVariance) {
                two(s, at, across);
            } else if (outer) {
                six(s, at, across);
            } else {
                four(s, at, across);
            }
        }
    }

    private static boolean isSmooth(byte[] s, int at, int across, int most) {
        for (int i = -4; i < 3; i++) {
            if (i != -1 && Math.abs((s[at + i * across] & 0xff) - (s[at + (i + 1) * across] & 0xff)) > most) {
                return false;
            }
        }
        return true;
    }

    private static void two(byte[] s, int at, int across) {
        int step = 3 * difference(s, at, at - across) + signed(difference(s, at - 2 * across, at + across));
        move(s, at - across, fine(step + 3));
        move(s, at, -fine(step + 4));
    }

    private static void four(byte[] s, int at, int across) {
        int step = 3 * difference(s, at, at - across);
        int right = fine(step + 4);
        int outer = (right + 1) >> 1;
        move(s, at - 2 * across, outer);
        move(s, at - across, fine(step + 3));
        move(s, at, -right);
        move(s, at + across, -outer);
    }

    private static void six(byte[] s, int at, int across) {
        int step = signed(3 * difference(s, at, at - across) + signed(difference(s, at - 2 * across, at + across)));
        for (int i = 0; i < 3; i++) {
            int share = (9 * (3 - i) * step + 63) >> 7;
            move(s, at - (i + 1) * across, share);
            move(s, at + i * across, -share);
        }
    }

    private static int difference(byte[] s, int at, int from) {
        return (s[at] & 0xff) - (s[from] & 0xff);
    }

    private static int signed(int value) {
        return Math.max(-128, Math.min(127, value));
    }

    private static int fine(int eighths) {
        return Math.max(-16, Math.min(15, eighths >> 3));
    }

    private static void move(byte[] s, int at, int by) {
        s[at] = (byte) Math.max(0, Math.min(255, (s[at] & 0xff) + by));
    }
}
