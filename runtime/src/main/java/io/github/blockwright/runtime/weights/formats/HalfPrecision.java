package io.github.blockwright.runtime.weights.formats;

import ai.djl.util.Float16Utils;

/** The 16-bit floating point numbers, which Java 17 does not know. */
final class HalfPrecision {
    // Of a float: the largest that still rounds to a finite half, and the smallest normal half.
    private static final float HALF_OVERFLOW = 65520f;
    private static final float SMALLEST_NORMAL_HALF = 0x1p-14f;

    private HalfPrecision() {}

    /** IEEE 754 binary16; exact. */
    static float fromHalf(short half) {
        return Float16Utils.halfToFloat(half);
    }

    /** The nearest binary16, ties to even; DJL's own conversion rounds ties away from zero. */
    static short toHalf(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= HALF_OVERFLOW) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < SMALLEST_NORMAL_HALF) {
            // Subnormal halves are the multiples of 2^-24; the product is exact.
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int bits = Float.floatToRawIntBits(magnitude);
        int rounded = bits + 0xfff + (bits >>> 13 & 1);
        // The exponent's bias is 127 in a float and 15 in a half.
        return (short) (sign | (rounded >>> 13) - (112 << 10));
    }

    /** The upper half of a float; exact. */
    static float fromBfloat16(short value) {
        return Float.intBitsToFloat(value << 16);
    }

    /** The nearest bfloat16, ties to even. */
    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
    }
}
