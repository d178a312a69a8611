package io.github.blockwright.runtime.pictures;

import java.util.Arrays;

/** Looks into the bytes of a file, of which any may be missing. */
final class Bytes {
    private Bytes() {}

    static boolean startsWith(byte[] bytes, int at, int... start) {
        if (at < 0 || bytes.length - at < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[at + i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether ASCII text stands there. */
    static boolean hasText(byte[] bytes, int at, String text) {
        return startsWith(bytes, at, text.chars().toArray());
    }

    static int unsigned(byte[] bytes, int at) throws UnreadablePictureException {
        if (at < 0 || at >= bytes.length) {
            throw UnreadablePictureException.cutOff();
        }
        return bytes[at] & 0xff;
    }

    static int big16(byte[] bytes, int at) throws UnreadablePictureException {
        return unsigned(bytes, at) << 8 | unsigned(bytes, at + 1);
    }

    static int big32(byte[] bytes, int at) throws UnreadablePictureException {
        return big16(bytes, at) << 16 | big16(bytes, at + 2);
    }

    static int little16(byte[] bytes, int at) throws UnreadablePictureException {
        return unsigned(bytes, at) | unsigned(bytes, at + 1) << 8;
    }

    static int little32(byte[] bytes, int at) throws UnreadablePictureException {
        return little16(bytes, at) | little16(bytes, at + 2) << 16;
    }

    /** A part of the bytes, which must all be there. */
    static byte[] slice(byte[] bytes, int from, int length) throws UnreadablePictureException {
        if (from < 0 || length < 0 || length > bytes.length - from) {
            throw UnreadablePictureException.cutOff();
        }
        return Arrays.copyOfRange(bytes, from, from + length);
    }
}
