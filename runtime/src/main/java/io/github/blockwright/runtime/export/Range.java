package io.github.blockwright.runtime.export;

/**
 * The values that an array takes, and the 256 steps in which uint8 counts them: {@code value = (code - zeroPoint) * scale}.
 *
 * @param least 0 at most, so that zero has a code of its own, which padding needs
 * @param largest 0 at least
 */
record Range(float least, float largest) {
    private static final int STEPS = 255;

    public Range {
        least = Math.min(least, 0);
        largest = Math.max(largest, 0);
    }

    /** The values of both. */
    public Range and(Range other) {
        return new Range(Math.min(least, other.least), Math.max(largest, other.largest));
    }

    /** The width of a step; 1 if there is nothing but zeros. */
    public float scale() {
        float scale = (largest - least) / STEPS;
        return scale > 0 ? scale : 1;
    }

    /** The code of zero, 0 to 255. */
    public int zeroPoint() {
        return Math.round(-least / scale());
    }
}
