package io.github.blockwright.runtime.pictures;

/** GIF's compression (GIF89a, appendix F): codes of growing length for strings seen before. */
final class GifLzw {
    private static final int MOST_CODES = 1 << 12;

    private final byte[] file;
    private final int rootBits;

    private int at;
    private int leftInBlock;
    private int buffer;
    private int buffered;

    /** @param from where the first block begins */
    GifLzw(byte[] file, int from, int rootBits) throws UnreadablePictureException {
        if (rootBits < 1 || rootBits > 11) {
            throw new UnreadablePictureException(
                    "its codes are damaged (" + rootBits + " bits)", UnreadablePictureException.GET_AGAIN);
        }
        this.file = file;
        this.at = from;
        this.rootBits = rootBits;
    }

    /** The next pixels. */
    byte[] indices(int count) throws UnreadablePictureException {
        int clear = 1 << rootBits;
        int[] prefixes = new int[MOST_CODES];
        byte[] suffixes = new byte[MOST_CODES];
        int[] lengths = new int[MOST_CODES];
        for (int i = 0; i < clear; i++) {
            suffixes[i] = (byte) i;
            lengths[i] = 1;
        }
        byte[] indices = new byte[count];
        int known = clear + 2;
        int bits = rootBits + 1;
        int last = -1;
        byte first = 0;
        int done = 0;
        while (done < count) {
            int code = next(bits);
            if (code == clear) {
                known = clear + 2;
                bits = rootBits + 1;
                last = -1;
                continue;
            }
            if (code == clear + 1 || code > known || (code == known && last < 0)) {
                throw code == clear + 1 ? UnreadablePictureException.cutOff() : damaged();
            }
            // A code that is about to be defined stands for the last string and its own first character.
            int string = code == known ? last : code;
            int length = lengths[string] + (code == known ? 1 : 0);
            int to = done + length - 1;
            if (code == known) {
                put(indices, to--, first);
            }
            for (int i = string; to >= done; i = prefixes[i]) {
                put(indices, to--, suffixes[i]);
            }
            first = indices[Math.min(done, count - 1)];
            if (last >= 0 && known < MOST_CODES) {
                prefixes[known] = last;
                suffixes[known] = first;
                lengths[known] = lengths[last] + 1;
                known++;
                if (known == 1 << bits && bits < 12) {
                    bits++;
                }
            }
            last = code;
            done += length;
        }
        return indices;
    }

    private static void put(byte[] indices, int to, byte value) {
        if (to < indices.length) {
            indices[to] = value;
        }
    }

    private int next(int bits) throws UnreadablePictureException {
        while (buffered < bits) {
            while (leftInBlock == 0) {
                leftInBlock = Bytes.unsigned(file, at++);
                if (leftInBlock == 0) {
                    throw UnreadablePictureException.cutOff();
                }
            }
            buffer |= Bytes.unsigned(file, at++) << buffered;
            buffered += 8;
            leftInBlock--;
        }
        int code = buffer & (1 << bits) - 1;
        buffer >>>= bits;
        buffered -= bits;
        return code;
    }

    private static UnreadablePictureException damaged() {
        return new UnreadablePictureException("its codes are damaged", UnreadablePictureException.GET_AGAIN);
    }
}
