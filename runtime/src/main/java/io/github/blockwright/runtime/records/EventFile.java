package io.github.blockwright.runtime.records;

import com.google.protobuf.CodedOutputStream;
import io.github.blockwright.runtime.files.CannotWriteException;
import io.github.blockwright.runtime.files.Uninterrupted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of TensorBoard's: records of TensorFlow's (length, its checksum, content, its checksum; all little-endian), each an
 * {@code Event} in protobuf. The few fields that a scalar needs are written one by one, by their numbers in TensorFlow's {@code
 * event.proto} and {@code summary.proto}; generated classes for all of them would be a library many times the runtime's size.
 */
final class EventFile {
    private static final String VERSION = "brain.Event:2";
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int MASK = 0xa282ead8;

    private final Path file;

    /**
     * A new file, which TensorBoard reads after those that are there.
     *
     * @param folder made if it is not there
     * @param seconds since 1970
     */
    EventFile(Path folder, double seconds) throws IOException {
        file = folder.resolve("events.out.tfevents." + (long) seconds + ".blockwright."
                + ProcessHandle.current().pid());
        CannotWriteException.explaining(file, () -> Files.createDirectories(folder));
        if (!Files.exists(file)) {
            append(List.of(version(seconds)));
        }
    }

    /** A figure at a step. */
    record Scalar(double seconds, long step, String tag, double value) {}

    /** Appends what is a number; the file is whole after each call. */
    void add(List<Scalar> scalars) throws IOException {
        List<byte[]> events = scalars.stream()
                .filter(scalar -> Double.isFinite(scalar.value()))
                .map(EventFile::event)
                .toList();
        append(events);
    }

    private void append(List<byte[]> events) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (byte[] event : events) {
            byte[] length = littleEndian(Long.BYTES).putLong(event.length).array();
            records.write(length);
            records.write(checksum(length));
            records.write(event);
            records.write(checksum(event));
        }
        Uninterrupted.write(() -> {
            long before = Files.exists(file) ? Files.size(file) : 0;
            try {
                Files.write(file, records.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                cut(before, e);
                throw CannotWriteException.explained(file, e, records.size());
            }
        });
    }

    /** Takes half a record away again, so that what is there can be read. */
    private void cut(long length, IOException failure) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Turned and shifted, as TensorFlow does so that a checksum of data with checksums in it is still good. */
    private static byte[] checksum(byte... content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        int value = (int) crc.getValue();
        return littleEndian(Integer.BYTES)
                .putInt(Integer.rotateRight(value, 15) + MASK)
                .array();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] version(double seconds) {
        return message(out -> {
            out.writeDouble(WALL_TIME, seconds);
            out.writeString(FILE_VERSION, VERSION);
        });
    }

    private static byte[] event(Scalar scalar) {
        byte[] value = message(out -> {
            out.writeString(TAG, scalar.tag());
            out.writeFloat(SIMPLE_VALUE, (float) scalar.value());
        });
        byte[] summary = message(out -> out.writeByteArray(VALUE, value));
        return message(out -> {
            out.writeDouble(WALL_TIME, scalar.seconds());
            out.writeInt64(STEP, scalar.step());
            out.writeByteArray(SUMMARY, summary);
        });
    }

    /** Writes the fields of a message. */
    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("Memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
