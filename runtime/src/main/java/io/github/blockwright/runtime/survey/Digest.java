package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.pictures.Picture;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 of a picture: two that have the same are the same, byte by byte. */
record Digest(long first, long second, long third, long fourth) {

    /** Of a file's bytes. */
    static Digest of(byte[] file) {
        return ofHash(sha256().digest(file));
    }

    /** Of the pixels in memory, and of how they lie. */
    static Digest of(Picture picture) {
        MessageDigest sha256 = sha256();
        sha256.update(ByteBuffer.allocate(12)
                .putInt(picture.height())
                .putInt(picture.width())
                .putInt(picture.channels())
                .array());
        return ofHash(sha256.digest(picture.pixels()));
    }

    private static Digest ofHash(byte[] hash) {
        ByteBuffer longs = ByteBuffer.wrap(hash);
        return new Digest(longs.getLong(), longs.getLong(), longs.getLong(), longs.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
