package io.github.blockwright.runtime.pictures;

/** Bitmaps' run lengths of 4 and 8 bits. What is left out is of the first colour. */
final class BmpRunLengths {
    private static final int END_OF_LINE = 0;
    private static final int END = 1;
    private static final int MOVE = 2;

    private final byte[] file;
    private final int start;
    private final boolean fourBits;
    private final int width;
    private final byte[] indices;

    private int x;
    private int y;

    BmpRunLengths(byte[] file, int start, boolean fourBits, int height, int width) {
        this.file = file;
        this.start = start;
        this.fourBits = fourBits;
        this.width = width;
        this.indices = new byte[height * width];
    }

    byte[] indices() throws UnreadablePictureException {
        int at = start;
        while ((long) y * width + x < indices.length) {
            int count = Bytes.unsigned(file, at);
            int value = Bytes.unsigned(file, at + 1);
            at += 2;
            if (count > 0) {
                for (int i = 0; i < count; i++) {
                    put(fourBits ? value >> (i % 2 == 0 ? 4 : 0) & 15 : value);
                }
            } else if (value == END_OF_LINE) {
                x = 0;
                y++;
            } else if (value == END) {
                break;
            } else if (value == MOVE) {
                x += Bytes.unsigned(file, at);
                y += Bytes.unsigned(file, at + 1);
                at += 2;
            } else {
                for (int i = 0; i < value; i++) {
                    int stored = Bytes.unsigned(file, at + (fourBits ? i / 2 : i));
                    put(fourBits ? stored >> (i % 2 == 0 ? 4 : 0) & 15 : stored);
                }
                int bytes = fourBits ? (value + 1) / 2 : value;
                at += bytes + bytes % 2;
            }
        }
        return indices;
    }

    /** What goes past the end of a line is left out. */
    private void put(int index) {
        if (x < width && y < indices.length / width) {
            indices[y * width + x] = (byte) index;
        }
        x++;
    }
}
