package io.github.blockwright.runtime.pictures;

/** What stands in front of a key frame's macroblocks (RFC 6386, section 9). */
final class Vp8Header {
    static final int SEGMENTS = 4;
    private static final int MOST = 127;
    private static final int MOST_LEVEL = 63;

    final int width;
    final int height;
    /** The first part, which goes on with the modes. */
    final Vp8Bits bits;
    /** Of the tokens; the rows of macroblocks take turns. */
    final Vp8Bits[] parts;

    /** For a macroblock's segment, or null if all belong to the first. */
    final int[] segmentProbabilities;

    final boolean simpleFilter;
    final int sharpness;
    final int[][][][] coefficients = Vp8Tables.coefficients();
    /** The probability that a macroblock has coefficients, or -1 if each tells by them. */
    final int hasCoefficients;

    private final boolean segmented;
    private boolean absolute;
    private final int[] segmentQuantisers = new int[SEGMENTS];
    private final int[] segmentLevels = new int[SEGMENTS];
    private final int level;
    private final int levelOfIntra;
    private final int levelOfBlocks;
    private final int quantiser;
    private final int[] quantiserOffsets = new int[5];

    Vp8Header(byte[] frame) {
        if (frame.length < 10
                || (frame[0] & 1) != 0
                || (frame[3] & 0xff) != 0x9d
                || frame[4] != 1
                || frame[5] != 0x2a) {
            throw new IllegalArgumentException("no key frame");
        }
        int partSize = little24(frame, 0) >> 5;
        width = (frame[6] & 0xff) | (frame[7] & 0x3f) << 8;
        height = (frame[8] & 0xff) | (frame[9] & 0x3f) << 8;
        bits = new Vp8Bits(frame, 10, 10 + partSize);
        bits.number(2); // The colour space and whether values need clipping, which they always get.
        segmented = bits.flag();
        segmentProbabilities = segmented ? readSegments() : null;
        simpleFilter = bits.flag();
        level = bits.number(6);
        sharpness = bits.number(3);
        int[] offsets = new int[8];
        boolean hasOffsets = bits.flag();
        if (hasOffsets && bits.flag()) {
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = bits.optionalSigned(6);
            }
        }
        levelOfIntra = offsets[0];
        levelOfBlocks = offsets[4];
        parts = parts(frame, 10 + partSize, 1 << bits.number(2));
        quantiser = bits.number(7);
        for (int i = 0; i < quantiserOffsets.length; i++) {
            quantiserOffsets[i] = bits.optionalSigned(4);
        }
        bits.flag(); // Whether the probabilities outlive the frame.
        readCoefficients();
        hasCoefficients = bits.flag() ? bits.number(8) : -1;
    }

    private static int little24(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
    }

    private int[] readSegments() {
        boolean map = bits.flag();
        if (bits.flag()) {
            absolute = bits.flag();
            for (int i = 0; i < SEGMENTS; i++) {
                segmentQuantisers[i] = bits.optionalSigned(7);
            }
            for (int i = 0; i < SEGMENTS; i++) {
                segmentLevels[i] = bits.optionalSigned(6);
            }
        }
        if (!map) {
            return null;
        }
        int[] probabilities = new int[SEGMENTS - 1];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = bits.flag() ? bits.number(8) : 255;
        }
        return probabilities;
    }

    private static Vp8Bits[] parts(byte[] frame, int sizes, int count) {
        Vp8Bits[] parts = new Vp8Bits[count];
        int from = sizes + 3 * (count - 1);
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            if (!last && sizes + 3 * i + 3 > frame.length) {
                throw new IllegalArgumentException("no parts");
            }
            int end = last ? frame.length : from + little24(frame, sizes + 3 * i);
            parts[i] = new Vp8Bits(frame, from, end);
            from = end;
        }
        return parts;
    }

    private void readCoefficients() {
        int[][][][] updates = Vp8Tables.coefficientUpdates();
        for (int type = 0; type < updates.length; type++) {
            for (int band = 0; band < updates[type].length; band++) {
                for (int context = 0; context < updates[type][band].length; context++) {
                    for (int node = 0; node < updates[type][band][context].length; node++) {
                        if (bits.next(updates[type][band][context][node])) {
                            coefficients[type][band][context][node] = bits.number(8);
                        }
                    }
                }
            }
        }
    }

    /** The steps of a segment (section 14.1): of the first and of the others for luma, its means, and colour. */
    int[] steps(int segment) {
        int index = absolute ? 0 : quantiser;
        index = segmented ? index + segmentQuantisers[segment] : quantiser;
        int[] first = Vp8Tables.firstSteps();
        int[] others = Vp8Tables.otherSteps();
        return new int[] {
            first[clip(index + quantiserOffsets[0], MOST)],
            others[clip(index, MOST)],
            2 * first[clip(index + quantiserOffsets[1], MOST)],
            Math.max(8, others[clip(index + quantiserOffsets[2], MOST)] * 155 / 100),
            first[clip(index + quantiserOffsets[3], 117)],
            others[clip(index + quantiserOffsets[4], MOST)]
        };
    }

    /** How strongly the edges of a macroblock are filtered (section 9.6): 0 to 63. */
    int level(int segment, boolean ofBlocks) {
        if (level == 0) {
            return 0;
        }
        int base = absolute ? 0 : level;
        base = segmented ? base + segmentLevels[segment] : level;
        return clip(base + levelOfIntra + (ofBlocks ? levelOfBlocks : 0), MOST_LEVEL);
    }

    private static int clip(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }
}
