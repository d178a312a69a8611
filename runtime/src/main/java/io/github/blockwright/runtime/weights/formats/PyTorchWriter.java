package io.github.blockwright.runtime.weights.formats;

import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a PyTorch state dictionary in the zip format of PyTorch 1.6 and later, which {@code torch.load} reads, with {@code
 * weights_only} too.
 */
public final class PyTorchWriter {
    private static final String FOLDER = "archive/";
    private static final int PROTOCOL = 2;

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

    private PyTorchWriter() {}

    /**
     * Writes a file; it appears whole or not at all.
     *
     * @param tensors by name, written in this order
     * @param metadata texts for {@link PyTorchReader}, which PyTorch passes over
     * @throws IllegalArgumentException if PyTorch has no storage of a tensor's type
     */
    public static void write(Path file, Map<String, WeightTensor> tensors, Map<String, String> metadata)
            throws IOException {
        byte[] dictionary = new PyTorchWriter().dictionary(tensors);
        AtomicFiles.write(file, part -> {
            try (OutputStream out = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                store(zip, "data.pkl", dictionary);
                store(zip, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
                int number = 0;
                for (WeightTensor tensor : tensors.values()) {
                    ByteBuffer bytes = tensor.toBytes();
                    byte[] content = new byte[bytes.remaining()];
                    bytes.get(content);
                    store(zip, "data/" + number++, content);
                }
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    byte[] text = entry.getValue().getBytes(StandardCharsets.UTF_8);
                    store(zip, PyTorchReader.METADATA + entry.getKey(), text);
                }
                store(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** PyTorch maps the values into memory, so nothing is compressed. */
    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private byte[] dictionary(Map<String, WeightTensor> tensors) {
        pickle.write(0x80);
        pickle.write(PROTOCOL);
        emptyOrderedDictionary();
        pickle.write('(');
        int number = 0;
        for (Map.Entry<String, WeightTensor> entry : tensors.entrySet()) {
            text(entry.getKey());
            tensor(entry.getValue(), Integer.toString(number++));
        }
        pickle.write('u');
        pickle.write('.');
        return pickle.toByteArray();
    }

    /** A call of PyTorch's function: a storage, where in it, shape, strides, no gradient, no hooks. */
    private void tensor(WeightTensor tensor, String storage) {
        global("torch._utils", "_rebuild_tensor_v2");
        pickle.write('(');
        pickle.write('(');
        text("storage");
        global("torch", storageClass(tensor.type()));
        text(storage);
        text("cpu");
        integer(tensor.size());
        pickle.write('t');
        pickle.write('Q');
        integer(0);
        long[] shape = tensor.shape();
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= shape[d];
        }
        tuple(shape);
        tuple(strides);
        pickle.write(0x89);
        emptyOrderedDictionary();
        pickle.write('t');
        pickle.write('R');
    }

    private static String storageClass(WeightType type) {
        return switch (type) {
            case F64 -> "DoubleStorage";
            case F32 -> "FloatStorage";
            case F16 -> "HalfStorage";
            case BF16 -> "BFloat16Storage";
            default -> throw new IllegalArgumentException("weights of " + type + " are not written for PyTorch");
        };
    }

    private void emptyOrderedDictionary() {
        global("collections", "OrderedDict");
        pickle.write(')');
        pickle.write('R');
    }

    private void global(String module, String name) {
        pickle.write('c');
        pickle.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        pickle.write('X');
        pickle.writeBytes(little(utf8.length));
        pickle.writeBytes(utf8);
    }

    private void integer(int value) {
        pickle.write('J');
        pickle.writeBytes(little(value));
    }

    private void tuple(long... values) {
        pickle.write('(');
        for (long value : values) {
            integer(Math.toIntExact(value));
        }
        pickle.write('t');
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
