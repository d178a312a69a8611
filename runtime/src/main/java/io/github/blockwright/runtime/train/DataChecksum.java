package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.data.ImageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Tells whether a training resumes on the data that it began with. */
final class DataChecksum {
    /** A bit above those of the checksum: it is of names, lengths and times of files, and not of pixels. */
    private static final long OF_FILES = 1L << 32;

    private DataChecksum() {}

    /** Whether two checksums are of the same kind. Earlier versions knew the pictures of files by their pixels too. */
    static boolean comparable(long one, long other) {
        return (one & OF_FILES) == (other & OF_FILES);
    }

    /**
     * A checksum of what identifies the images, with {@link #OF_FILES} set; where nothing does, of every pixel and label, in
     * order, and of the classes' names.
     *
     * @throws UncheckedIOException if an image cannot be read; the message names it
     */
    static long of(ImageSource data) {
        CRC32C checksum = new CRC32C();
        if (data.identity().isPresent()) {
            checksum.update(data.identity().get().getBytes(StandardCharsets.UTF_8));
            return OF_FILES | checksum.getValue();
        }
        for (int i = 0; i < data.size(); i++) {
            checksum.update(pixels(data, i));
            for (int label : data.labels(i)) {
                // Only the lowest byte of a number counts.
                checksum.update(label >>> 8);
                checksum.update(label);
            }
        }
        data.classes().forEach(name -> checksum.update(name.getBytes(StandardCharsets.UTF_8)));
        return checksum.getValue();
    }

    private static byte[] pixels(ImageSource data, int image) {
        try {
            return data.read(image).pixels();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** A checksum of every feature and label, in order, and of the classes' names. */
    static long of(FeatureDataset data) {
        CRC32C checksum = new CRC32C();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(data.shape().size() * Float.BYTES));
        for (int view = 0; view < data.views(); view++) {
            for (int i = 0; i < data.size(); i++) {
                bytes.asFloatBuffer().put(data.values(view, i));
                checksum.update(bytes.array());
                checksum.update(data.label(i) >>> 8);
                checksum.update(data.label(i));
            }
        }
        data.classes().forEach(name -> checksum.update(name.getBytes(StandardCharsets.UTF_8)));
        return checksum.getValue();
    }
}
