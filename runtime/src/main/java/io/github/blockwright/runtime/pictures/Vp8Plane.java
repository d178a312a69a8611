package io.github.blockwright.runtime.pictures;

import java.util.Arrays;

/** The samples of luma or of a colour, with what is taken for them beyond the edges (RFC 6386, section 12.2). */
final class Vp8Plane {
    private static final int ABOVE = 127;
    private static final int LEFT = 129;
    /** Beyond the right edge, for the last block's prediction. */
    private static final int RIGHT = 4;

    final byte[] samples;
    final int stride;

    Vp8Plane(int height, int width) {
        stride = width + 1 + RIGHT;
        samples = new byte[(height + 1) * stride];
        Arrays.fill(samples, 0, stride, (byte) ABOVE);
        for (int y = 1; y <= height; y++) {
            samples[y * stride] = (byte) LEFT;
        }
    }

    /** Where a sample stands. */
    int at(int y, int x) {
        return (y + 1) * stride + x + 1;
    }
}
