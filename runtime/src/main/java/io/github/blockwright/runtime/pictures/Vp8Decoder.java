package io.github.blockwright.runtime.pictures;

import java.util.Arrays;

/** Decodes a key frame. */
public final class Vp8Decoder {
    /** The mode of a macroblock whose blocks have their own. */
    private static final int BLOCKS = -1;

    private static final int[] MODE_TREE = {
        -Vp8Prediction.DC, 2, -1, 4, -2, 6, 8, 12, -3, 10, -5, -6, -4, 14, -7, 16, -8, -9
    };

    private final Vp8Header header;
    private final int rows;
    private final int columns;
    private final Vp8Plane luma;
    private final Vp8Plane blue;
    private final Vp8Plane red;
    private final Vp8Residuals residuals;
    private final int[][] steps = new int[Vp8Header.SEGMENTS][];
    private final int[][][] blockModes = Vp8Tables.blockModes();
    /** The modes of the blocks above, and of those to the left. */
    private final int[] above;

    private final int[] left = new int[4];
    /** For the filter, which comes last. */
    private final byte[] levels;

    private final boolean[] inside;

    /**
     * Reads a frame's header.
     *
     * @throws IllegalArgumentException if it is none of a key frame
     */
    public Vp8Decoder(byte[] frame) {
        header = new Vp8Header(frame);
        rows = (header.height + 15) / 16;
        columns = (header.width + 15) / 16;
        luma = new Vp8Plane(16 * rows, 16 * columns);
        blue = new Vp8Plane(8 * rows, 8 * columns);
        red = new Vp8Plane(8 * rows, 8 * columns);
        residuals = new Vp8Residuals(columns, header.coefficients);
        above = new int[4 * columns];
        levels = new byte[rows * columns];
        inside = new boolean[rows * columns];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = header.steps(i);
        }
    }

    /**
     * The pixels, three bytes each, line by line.
     *
     * @throws IllegalArgumentException if the frame is cut off
     */
    public byte[] rgb() {
        for (int row = 0; row < rows; row++) {
            Arrays.fill(left, Vp8Prediction.DC);
            residuals.startRow();
            Vp8Bits part = header.parts[row % header.parts.length];
            for (int column = 0; column < columns; column++) {
                macroblock(row, column, part);
                if (part.isPastEnd() || header.bits.isPastEnd()) {
                    throw new IllegalArgumentException("the frame is cut off");
                }
            }
        }
        Vp8LoopFilter filter = new Vp8LoopFilter(header.simpleFilter, header.sharpness);
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] > 0) {
                filter.filter(luma, blue, red, i / columns, i % columns, levels[i], inside[i]);
            }
        }
        return Vp8Colours.rgb(luma, blue, red, header.height, header.width);
    }

    private void macroblock(int row, int column, Vp8Bits part) {
        Vp8Bits bits = header.bits;
        int segment = segment(bits);
        boolean empty = header.hasCoefficients >= 0 && bits.next(header.hasCoefficients);
        int mode = lumaMode(bits);
        int[] modes = new int[16];
        if (mode == BLOCKS) {
            readBlockModes(bits, column, modes);
        } else {
            Arrays.fill(above, 4 * column, 4 * column + 4, mode);
            Arrays.fill(left, mode);
        }
        int colourMode = colourMode(bits);
        if (empty) {
            residuals.skip(column, mode != BLOCKS);
        } else {
            residuals.read(part, column, mode != BLOCKS, steps[segment]);
        }
        int place = row * columns + column;
        levels[place] = (byte) header.level(segment, mode == BLOCKS);
        inside[place] = mode == BLOCKS || Arrays.stream(residuals.coefficients).anyMatch(c -> c != 0);
        if (mode == BLOCKS) {
            blocks(row, column, modes);
        } else {
            Vp8Prediction.square(luma, mode, 16 * row, 16 * column, 16);
            add(luma, 16 * row, 16 * column, 4, 0);
        }
        Vp8Prediction.square(blue, colourMode, 8 * row, 8 * column, 8);
        add(blue, 8 * row, 8 * column, 2, 16);
        Vp8Prediction.square(red, colourMode, 8 * row, 8 * column, 8);
        add(red, 8 * row, 8 * column, 2, 20);
    }

    private int segment(Vp8Bits bits) {
        int[] probabilities = header.segmentProbabilities;
        if (probabilities == null) {
            return 0;
        }
        return bits.next(probabilities[0])
                ? 2 + (bits.next(probabilities[2]) ? 1 : 0)
                : bits.next(probabilities[1]) ? 1 : 0;
    }

    private static int lumaMode(Vp8Bits bits) {
        if (!bits.next(145)) {
            return BLOCKS;
        }
        if (bits.next(156)) {
            return bits.next(128) ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
        }
        return bits.next(163) ? Vp8Prediction.VERTICAL : Vp8Prediction.DC;
    }

    private static int colourMode(Vp8Bits bits) {
        if (!bits.next(142)) {
            return Vp8Prediction.DC;
        }
        if (!bits.next(114)) {
            return Vp8Prediction.VERTICAL;
        }
        return bits.next(183) ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
    }

    private void readBlockModes(Vp8Bits bits, int column, int[] modes) {
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                int[] probabilities = blockModes[above[4 * column + x]][left[y]];
                int node = 0;
                do {
                    node = MODE_TREE[node + (bits.next(probabilities[node / 2]) ? 1 : 0)];
                } while (node > 0);
                modes[4 * y + x] = -node;
                above[4 * column + x] = -node;
                left[y] = -node;
            }
        }
    }

    private void blocks(int row, int column, int[] modes) {
        int[] right = right(row, column);
        int[] next = new int[4];
        for (int i = 0; i < 16; i++) {
            int at = luma.at(16 * row + i / 4 * 4, 16 * column + i % 4 * 4);
            if (i % 4 == 3) {
                System.arraycopy(right, 0, next, 0, 4);
            } else {
                for (int x = 0; x < 4; x++) {
                    next[x] = luma.samples[at - luma.stride + 4 + x] & 0xff;
                }
            }
            Vp8Prediction.block(luma, modes[i], at, next);
            Vp8Transforms.add(residuals.coefficients, 16 * i, luma.samples, at, luma.stride);
        }
    }

    /** What follows the samples above a macroblock, which all of its right column of blocks uses. */
    private int[] right(int row, int column) {
        int[] right = new int[4];
        for (int x = 0; x < 4; x++) {
            // Nothing follows the last macroblock, so its own last sample is repeated.
            int from = column == columns - 1 && row > 0 ? 15 : 16 + x;
            right[x] = luma.samples[luma.at(16 * row - 1, 16 * column + from)] & 0xff;
        }
        return right;
    }

    private void add(Vp8Plane plane, int y, int x, int side, int firstBlock) {
        for (int i = 0; i < side * side; i++) {
            int at = plane.at(y + i / side * 4, x + i % side * 4);
            Vp8Transforms.add(residuals.coefficients, 16 * (firstBlock + i), plane.samples, at, plane.stride);
        }
    }
}
