package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.github.blockwright.runtime.weights.formats.PickleValue.Storage;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the tensors of a pickle and the bytes of their storages to tensors with values; shared storages are read once. */
final class TorchTensors {
    private final Path file;
    private final Storages storages;
    private final Map<String, ByteBuffer> read = new HashMap<>();

    private TorchTensors(Path file, Storages storages) {
        this.file = file;
        this.storages = storages;
    }

    /** Where the bytes of storages lie. */
    interface Storages {
        /** The bytes of a whole storage, little-endian. */
        ByteBuffer read(Storage storage) throws IOException;
    }

    /** Reads the tensors of a dictionary, and no others. */
    static WeightFile read(Path file, StateDictionary dictionary, Storages storages) throws IOException {
        TorchTensors reader = new TorchTensors(file, storages);
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : dictionary.tensors().entrySet()) {
            tensors.put(entry.getKey(), reader.tensor(entry.getKey(), entry.getValue()));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!dictionary.path().isEmpty()) {
            metadata.put(WeightFile.DICTIONARY, dictionary.path());
        }
        if (!dictionary.others().isEmpty()) {
            metadata.put(WeightFile.OTHER_DICTIONARIES, String.join(", ", dictionary.others()));
        }
        return new WeightFile(file, metadata, tensors);
    }

    private WeightTensor tensor(String name, Tensor tensor) throws IOException {
        Storage storage = tensor.storage();
        ByteBuffer bytes = read.get(storage.key());
        if (bytes == null) {
            bytes = storages.read(storage);
            read.put(storage.key(), bytes);
        }
        int size = storage.type().elementBytes();
        if (storage.elements() < 0
                || storage.elements() > Integer.MAX_VALUE
                || storage.elements() * size != bytes.remaining()) {
            throw WeightFileException.damaged(
                    file,
                    "tensor " + quoted(name) + " lies in storage " + quoted(storage.key()) + " of " + storage.elements()
                            + " elements of " + size + " bytes, but the storage has " + bytes.remaining() + " bytes");
        }
        ByteBuffer visible = bytes.slice((int) storage.first() * size, (int) storage.visible() * size);
        WeightType type = storage.type().weightType().orElseThrow();
        try {
            return WeightTensor.view(type, array(tensor.shape()), array(tensor.strides()), tensor.offset(), visible);
        } catch (IllegalArgumentException e) {
            throw WeightFileException.damaged(file, "tensor " + quoted(name) + " cannot be: " + e.getMessage(), e);
        }
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
