package io.github.blockwright.runtime.pictures;

/** Reads the arithmetic coding of a part of a frame (RFC 6386, section 7). */
final class Vp8Bits {
    private static final int HALF = 128;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int range = 255;
    /** What is compared with the range: its 8 bits, and below them those that are read ahead. */
    private int value;

    private int ahead = -8;
    private boolean isPastEnd;

    Vp8Bits(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = Math.min(from, bytes.length);
        this.end = Math.min(end, bytes.length);
    }

    /** Whether more was asked for than there is. */
    boolean isPastEnd() {
        return isPastEnd;
    }

    /** A bit that is 0 with a probability of so many 256ths. */
    boolean next(int probability) {
        if (ahead < 0) {
            value = value << 8 | (at < end ? bytes[at] & 0xff : 0);
            isPastEnd |= at++ >= end;
            ahead += 8;
        }
        int split = 1 + (((range - 1) * probability) >> 8);
        boolean bit = value >> ahead >= split;
        if (bit) {
            range -= split;
            value -= split << ahead;
        } else {
            range = split;
        }
        int shift = Integer.numberOfLeadingZeros(range) - 24;
        range <<= shift;
        ahead -= shift;
        return bit;
    }

    boolean flag() {
        return next(HALF);
    }

    int number(int bits) {
        int number = 0;
        for (int i = 0; i < bits; i++) {
            number = 2 * number + (flag() ? 1 : 0);
        }
        return number;
    }

    /** A number with its sign behind it, or 0 if a flag in front says that there is none. */
    int optionalSigned(int bits) {
        if (!flag()) {
            return 0;
        }
        int number = number(bits);
        return flag() ? -number : number;
    }
}
