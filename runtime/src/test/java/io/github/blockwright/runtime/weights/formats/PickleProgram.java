package io.github.blockwright.runtime.weights.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes pickles instruction by instruction, harmful ones too, and archives around them. */
final class PickleProgram {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, byte[]> storages = new LinkedHashMap<>();

    PickleProgram() {
        add(0x80, 2);
    }

    /** Instructions and arguments as bytes. */
    PickleProgram add(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    PickleProgram add(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The instructions of another program, without its protocol. */
    PickleProgram add(PickleProgram other) {
        byte[] all = other.bytes.toByteArray();
        bytes.write(all, 2, all.length - 2);
        return this;
    }

    PickleProgram number(long value) {
        return add(0x8a, 8).add(little(value));
    }

    PickleProgram text(String value) {
        return add(0x8c, value.length()).add(value);
    }

    PickleProgram name(String module, String name) {
        return add("c" + module + "\n" + name + "\n");
    }

    /** A text as Python 2 wrote it. */
    PickleProgram text2(String value) {
        return add("U").add(value.length()).add(value);
    }

    /** A tensor of float32 whose arguments are what the pickle claims. */
    PickleProgram tensor(String key, long elements, long offset, long[] shape, long[] strides) {
        name("torch._utils", "_rebuild_tensor_v2").add("((").text("storage").name("torch", "FloatStorage");
        text(key).text("cpu").number(elements).add("tQ").number(offset);
        return tuple(shape)
                .tuple(strides)
                .add(0x89)
                .name("collections", "OrderedDict")
                .add(")RtR");
    }

    PickleProgram storage(String key, int size) {
        return storage(key, new byte[size]);
    }

    PickleProgram storage(String key, byte[] content) {
        storages.put(key, content);
        return this;
    }

    Path write(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("net/data.pkl", bytes.toByteArray());
        storages.forEach((key, content) -> entries.put("net/data/" + key, content));
        return zip(file, entries);
    }

    /** The layout before PyTorch 1.6, with the storages in the order of their keys' list. */
    Path writeLegacy(Path file, long version) throws IOException {
        PickleProgram whole =
                new PickleProgram().add(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19);
        whole.add(".").add(0x80, 2).number(version).add(".").add(0x80, 2).add("}.");
        whole.bytes.writeBytes(bytes.toByteArray());
        whole.add(0x80, 2).add("](");
        storages.keySet().forEach(whole::text);
        whole.add("e.");
        storages.forEach((key, content) -> {
            whole.add(little(content.length / 4));
            whole.bytes.writeBytes(content);
        });
        return Files.write(file, whole.bytes.toByteArray());
    }

    /** An archive as PyTorch writes it: stored, not compressed. */
    static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                CRC32 crc = new CRC32();
                crc.update(content.getValue());
                entry.setSize(content.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content.getValue());
            }
        }
        return file;
    }

    private PickleProgram tuple(long... values) {
        add("(");
        for (long value : values) {
            number(value);
        }
        return add("t");
    }

    private static int[] little(long value) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        int[] ints = new int[bytes.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = bytes[i];
        }
        return ints;
    }
}
