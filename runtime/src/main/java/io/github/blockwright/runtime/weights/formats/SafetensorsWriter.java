package io.github.blockwright.runtime.weights.formats;

import com.google.gson.stream.JsonWriter;
import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes safetensors files: the same tensors and metadata give the same bytes. */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /**
     * Writes a file; it appears whole or not at all.
     *
     * @param tensors by name, written in this order but the larger types first, which keeps every element aligned
     * @param metadata written in the order of its keys
     */
    public static void write(Path file, Map<String, WeightTensor> tensors, Map<String, String> metadata)
            throws IOException {
        List<Map.Entry<String, WeightTensor>> ordered = tensors.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().type().bytes()))
                .toList();
        ByteBuffer header = header(ordered, metadata);
        AtomicFiles.write(file, part -> {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeFully(channel, header);
                for (Map.Entry<String, WeightTensor> entry : ordered) {
                    writeFully(channel, entry.getValue().toBytes());
                }
            }
        });
    }

    private static ByteBuffer header(List<Map.Entry<String, WeightTensor>> tensors, Map<String, String> metadata)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            if (!metadata.isEmpty()) {
                json.name("__metadata__").beginObject();
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    json.name(entry.getKey()).value(entry.getValue());
                }
                json.endObject();
            }
            long place = 0;
            for (Map.Entry<String, WeightTensor> entry : tensors) {
                WeightTensor tensor = entry.getValue();
                json.name(entry.getKey()).beginObject();
                json.name("dtype").value(tensor.type().name());
                json.name("shape").beginArray();
                for (long length : tensor.shape()) {
                    json.value(length);
                }
                json.endArray();
                json.name("data_offsets").beginArray().value(place);
                place += (long) tensor.size() * tensor.type().bytes();
                json.value(place).endArray().endObject();
            }
            json.endObject();
        }
        // The format lets the header end in spaces.
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        int length = (utf8.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(length).put(utf8);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
