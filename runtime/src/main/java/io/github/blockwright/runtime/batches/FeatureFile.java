package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that keeps features. All numbers are big-endian:
 *
 * <ol>
 *   <li>the eight letters {@code BWFEAT01};
 *   <li>the key, 64 hexadecimal digits: what the features were made of;
 *   <li>the number of views, of images and of dimensions, and each dimension, as int32;
 *   <li>the features as float32, by view, then image, then in the order of the shape; NaN for an image that could not be read;
 *   <li>the CRC-32C of all before, as int64.
 * </ol>
 *
 * <p>It is written and checked in one go each, and then read by position, or into memory where it is small.
 *
 * @param path where it is or will be
 * @param key that it must have; see {@link FeatureKey}
 * @param views of each image
 * @param images in the data set
 * @param shape of one image's features
 */
record FeatureFile(Path path, String key, int views, int images, Shape shape) {
    private static final Logger LOGGER = LoggerFactory.getLogger(FeatureFile.class);
    private static final String MAGIC = "BWFEAT01";
    private static final int BUFFER = 1 << 16;

    /** Takes the features of one image after the other, in the order of the file. */
    @FunctionalInterface
    interface Sink {
        void accept(float[] features) throws IOException;
    }

    /** Makes them. */
    @FunctionalInterface
    interface Maker {
        void make(Sink sink) throws IOException;
    }

    /** How many bytes all features take. */
    long bytes() {
        return (long) views * images * imageBytes();
    }

    /**
     * The features, if the file is there, whole and of this key.
     *
     * @param memory bytes that they may take to be read into memory
     */
    Optional<FeatureValues> read(long memory) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(content(bytes() <= memory));
        } catch (IOException e) {
            LOGGER.info("{} is not used, its features are computed anew: {}", path, e.toString());
            return Optional.empty();
        }
    }

    private FeatureValues content(boolean inMemory) throws IOException {
        byte[] header = header();
        int imageBytes = imageBytes();
        float[][][] values = new float[inMemory ? views : 0][images][];
        CRC32C checksum = new CRC32C();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
                DataInputStream in = new DataInputStream(new CheckedInputStream(file, checksum))) {
            byte[] found = in.readNBytes(header.length);
            if (!Arrays.equals(found, header)) {
                throw new IOException("it is of other weights, data or settings, or damaged");
            }
            // Only now is there something to make room for.
            if (Files.size(path) != header.length + bytes() + Long.BYTES) {
                throw new IOException("it is damaged, of another length than it must have");
            }
            byte[] bytes = new byte[imageBytes];
            for (int view = 0; view < views; view++) {
                for (int image = 0; image < images; image++) {
                    in.readFully(bytes);
                    if (inMemory) {
                        values[view][image] = floats(bytes);
                    }
                }
            }
            long sum = checksum.getValue();
            if (in.readLong() != sum) {
                throw new IOException("it is damaged, its checksum is wrong");
            }
        }
        return inMemory ? (view, image) -> values[view][image] : byPosition(header.length);
    }

    private FeatureValues byPosition(int start) throws IOException {
        // Closed when nobody has the features any more.
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        return (view, image) -> {
            byte[] bytes = new byte[imageBytes()];
            synchronized (file) {
                try {
                    file.seek(start + ((long) view * images + image) * bytes.length);
                    file.readFully(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException("Cannot read features from " + path + ": " + e, e);
                }
            }
            return floats(bytes);
        };
    }

    /** Writes the file, whole or not at all. */
    void write(Maker features) throws IOException {
        AtomicFiles.write(path, part -> {
            CRC32C checksum = new CRC32C();
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
                    DataOutputStream out = new DataOutputStream(new CheckedOutputStream(file, checksum))) {
                out.write(header());
                ByteBuffer bytes = ByteBuffer.allocate(imageBytes());
                features.make(image -> {
                    bytes.asFloatBuffer().put(image);
                    out.write(bytes.array());
                });
                out.writeLong(checksum.getValue());
            }
        });
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }

    private int imageBytes() {
        return Math.toIntExact(shape.size() * Float.BYTES);
    }

    private byte[] header() {
        byte[] start = (MAGIC + key).getBytes(StandardCharsets.US_ASCII);
        long[] dimensions = shape.getShape();
        ByteBuffer header = ByteBuffer.allocate(start.length + (3 + dimensions.length) * Integer.BYTES);
        header.put(start).putInt(views).putInt(images).putInt(dimensions.length);
        for (long dimension : dimensions) {
            header.putInt(Math.toIntExact(dimension));
        }
        return header.array();
    }
}
