package io.github.blockwright.runtime.weights.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The arguments of a pickle's instructions; every length is checked against what is left before anything is read. */
final class PickleInput {
    private final Path file;
    private final ByteBuffer bytes;

    /** @param pickle begins at the position, which moves on as it is read */
    PickleInput(Path file, ByteBuffer pickle) {
        this.file = file;
        this.bytes = pickle.order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    int unsignedByte() throws WeightFileException {
        return require(1).get() & 0xff;
    }

    int unsignedShort() throws WeightFileException {
        return require(2).getShort() & 0xffff;
    }

    int signedInt() throws WeightFileException {
        return require(4).getInt();
    }

    long unsignedInt() throws WeightFileException {
        return require(4).getInt() & 0xffffffffL;
    }

    long signedLong() throws WeightFileException {
        return require(8).getLong();
    }

    /** Big-endian, unlike everything else. */
    double real() throws WeightFileException {
        return Double.longBitsToDouble(Long.reverseBytes(require(8).getLong()));
    }

    /**
     * A little-endian two's complement integer.
     *
     * @param length in bytes, at most 8
     */
    long integer(int length) throws WeightFileException {
        require(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes.get() & 0xffL) << (8 * i);
        }
        int unused = Long.SIZE - 8 * length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    String text(long length) throws WeightFileException {
        return decode(StandardCharsets.UTF_8, skip(length));
    }

    /** A text of Python 2, which may be any bytes. */
    String byteText(long length) throws WeightFileException {
        return decode(StandardCharsets.ISO_8859_1, skip(length));
    }

    /** Passes over bytes, which are returned but not copied. */
    ByteBuffer skip(long length) throws WeightFileException {
        require(length);
        ByteBuffer part = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    /** Up to the next line feed, which is skipped. */
    String line() throws WeightFileException {
        int start = bytes.position();
        while (unsignedByte() != '\n') {
            // Just looking for the end.
        }
        return decode(StandardCharsets.UTF_8, bytes.slice(start, bytes.position() - 1 - start));
    }

    WeightFileException problem(String what) {
        return WeightFileException.damaged(file, "the pickle " + what + " (before byte " + position() + ")");
    }

    private ByteBuffer require(long length) throws WeightFileException {
        if (length < 0 || length > bytes.remaining()) {
            throw problem("needs " + Long.toUnsignedString(length) + " more bytes, but only " + bytes.remaining()
                    + " are left");
        }
        return bytes;
    }

    private String decode(Charset charset, ByteBuffer part) throws WeightFileException {
        try {
            return charset.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw problem("has a text that is not UTF-8");
        }
    }
}
