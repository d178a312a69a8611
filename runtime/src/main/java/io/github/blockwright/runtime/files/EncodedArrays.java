package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Arrays in DJL's format, as they stand in models and checkpoints: {@code NDAR}, a version, a name, the kind of array, the
 * type, the shape, the order of bytes, and the values. DJL takes memory for as many dimensions and values as one claims to
 * have, and then finds that they are not there.
 */
public final class EncodedArrays {
    private static final byte[] MARK = "\0\4NDAR".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NAMED_SINCE = 2;
    private static final int ORDERED_SINCE = 3;

    private EncodedArrays() {}

    /**
     * Checks that no array claims more than there is.
     *
     * @param content whatever stands between the arrays is passed over
     * @return how many arrays there are
     * @throws IOException if one does
     */
    public static int check(byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        int arrays = 0;
        try {
            while (find(content, bytes)) {
                passOver(bytes);
                arrays++;
            }
            return arrays;
        } catch (BufferUnderflowException e) {
            throw new IOException("an array in it is cut off", e);
        }
    }

    /** Goes behind the next mark, if there is one. */
    private static boolean find(byte[] content, ByteBuffer bytes) {
        for (int at = bytes.position(); at <= content.length - MARK.length; at++) {
            int same = 0;
            while (same < MARK.length && content[at + same] == MARK[same]) {
                same++;
            }
            if (same == MARK.length) {
                bytes.position(at + same);
                return true;
            }
        }
        return false;
    }

    private static void passOver(ByteBuffer bytes) throws IOException {
        int version = bytes.getInt();
        boolean isNamed = version >= NAMED_SINCE && bytes.get() == 1;
        for (int texts = isNamed ? 3 : 2; texts > 0; texts--) {
            skip(bytes, Short.toUnsignedInt(bytes.getShort()));
        }
        skip(bytes, (long) Long.BYTES * bytes.getInt());
        skip(bytes, (long) Character.BYTES * bytes.getInt());
        if (version >= ORDERED_SINCE) {
            skip(bytes, 1);
        }
        skip(bytes, bytes.getInt());
    }

    private static void skip(ByteBuffer bytes, long length) throws IOException {
        if (length < 0 || length > bytes.remaining()) {
            throw new IOException("an array in it claims more than there is");
        }
        bytes.position(bytes.position() + (int) length);
    }
}
