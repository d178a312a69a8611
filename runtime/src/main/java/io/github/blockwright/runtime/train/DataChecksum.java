package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.data.ImageDataset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Tells whether a training resumes on the data that it began with. */
final class DataChecksum {
    private DataChecksum() {}

    /** A checksum of every pixel and label, in order, and of the classes' names. */
    static long of(ImageDataset data) {
        CRC32C checksum = new CRC32C();
        for (int i = 0; i < data.size(); i++) {
            checksum.update(data.pixels(i));
            // Only the lowest byte of a number counts.
            checksum.update(data.label(i) >>> 8);
            checksum.update(data.label(i));
        }
        data.classes().forEach(name -> checksum.update(name.getBytes(StandardCharsets.UTF_8)));
        return checksum.getValue();
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
