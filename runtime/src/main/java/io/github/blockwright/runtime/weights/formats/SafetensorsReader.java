package io.github.blockwright.runtime.weights.formats;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads safetensors files. */
public final class SafetensorsReader {
    private SafetensorsReader() {}

    /** Whether a file that starts with these bytes, nine or more, can be one. */
    public static boolean recognises(byte[] start) {
        return start.length > Long.BYTES && start[Long.BYTES] == '{';
    }

    /**
     * Reads a whole file.
     *
     * @throws WeightFileException if any byte of it contradicts the format; the message names the tensor
     */
    public static WeightFile read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long headerLength = headerLength(file, channel);
            SafetensorsHeader header =
                    SafetensorsHeader.parse(file, utf8(file, bytes(file, channel, Long.BYTES, headerLength)));
            long start = Long.BYTES + headerLength;
            requireContiguous(file, header.entries(), channel.size() - start);
            Map<String, WeightTensor> tensors = new LinkedHashMap<>();
            for (TensorEntry entry : header.entries()) {
                // The lengths were checked against the file's, so nothing is allocated that is not there.
                ByteBuffer bytes = bytes(file, channel, start + entry.begin(), entry.end() - entry.begin());
                tensors.put(entry.name(), WeightTensor.of(entry.type(), entry.lengths(), bytes));
            }
            return new WeightFile(file, header.metadata(), tensors);
        }
    }

    private static long headerLength(Path file, FileChannel channel) throws IOException {
        long rest = channel.size() - Long.BYTES;
        if (rest < 0) {
            throw WeightFileException.damaged(file, "a safetensors file has at least 8 bytes, not " + channel.size());
        }
        long length = bytes(file, channel, 0, Long.BYTES).getLong();
        if (length < 0 || length > rest) {
            throw WeightFileException.damaged(
                    file,
                    "the header claims " + Long.toUnsignedString(length) + " bytes, but the file has " + rest
                            + " behind the length");
        }
        Limit.SAFETENSORS_HEADER.require(file, length, "a header of bytes");
        return length;
    }

    /** The tensors' bytes must follow each other without gap or overlap, and fill the file. */
    private static void requireContiguous(Path file, List<TensorEntry> entries, long available)
            throws WeightFileException {
        List<TensorEntry> byPlace = entries.stream()
                .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
                .toList();
        long place = 0;
        String before = "the header";
        for (TensorEntry entry : byPlace) {
            if (entry.begin() != place) {
                throw WeightFileException.damaged(
                        file,
                        "tensor " + WeightFileException.quoted(entry.name()) + " begins at byte " + entry.begin()
                                + " of the data, but " + before + ", which lies before it, ends at " + place);
            }
            place = entry.end();
            before = WeightFileException.quoted(entry.name());
        }
        if (place != available) {
            throw WeightFileException.damaged(
                    file, "the tensors need " + place + " bytes of data, but the file has " + available);
        }
    }

    private static ByteBuffer bytes(Path file, FileChannel channel, long position, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException(file + " became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private static String utf8(Path file, ByteBuffer bytes) throws WeightFileException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw WeightFileException.damaged(file, "the header is not UTF-8", e);
        }
    }
}
