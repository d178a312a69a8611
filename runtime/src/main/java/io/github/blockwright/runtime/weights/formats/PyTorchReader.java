package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.github.blockwright.runtime.weights.formats.PickleValue.Dict;
import io.github.blockwright.runtime.weights.formats.PickleValue.Storage;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code torch.save(model.state_dict(), ...)} writes since PyTorch 1.6, and checkpoints that hold such a
 * dictionary under {@code state_dict}, {@code model_state_dict} or {@code model}.
 */
public final class PyTorchReader {
    private static final String PICKLE = "data.pkl";
    private static final List<String> NESTED = List.of("state_dict", "model_state_dict", "model");
    // Where older versions of PyTorch start: a pickle of protocol 2 with the number 0x1950a86a20f9469cfc6c.
    private static final byte[] BEFORE_ZIP = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19
    };

    private final Path file;
    private final StoredZip zip;
    private final String folder;
    private final Map<String, ByteBuffer> storages = new HashMap<>();

    private PyTorchReader(Path file, StoredZip zip, String folder) {
        this.file = file;
        this.zip = zip;
        this.folder = folder;
    }

    /** Whether an archive with entries of these names can be one. */
    public static boolean recognises(Iterable<String> names) {
        for (String name : names) {
            if (name.equals(PICKLE) || name.endsWith("/" + PICKLE)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a file that starts with these bytes is of the format before PyTorch 1.6, which cannot be read. */
    public static boolean isBeforeZip(byte[] start) {
        for (int i = 0; i < BEFORE_ZIP.length; i++) {
            if (i >= start.length || start[i] != BEFORE_ZIP[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads the tensors of an archive.
     *
     * @throws WeightFileException if it holds no state dictionary, is damaged, or asks for more than tensors
     */
    public static WeightFile read(Path file, StoredZip zip) throws IOException {
        String pickle = zip.names().stream()
                .filter(name -> recognises(List.of(name)))
                .findFirst()
                .orElseThrow(() -> WeightFileException.damaged(file, "the archive has no " + PICKLE));
        return new PyTorchReader(file, zip, pickle.substring(0, pickle.length() - PICKLE.length())).read();
    }

    private WeightFile read() throws IOException {
        if (zip.names().contains(folder + "constants.pkl")) {
            throw new WeightFileException(
                    file,
                    "this is a TorchScript program, not a state dictionary",
                    "load it in PyTorch and save its weights: torch.save(module.state_dict(), ...)");
        }
        requireLittleEndian();
        Dict dictionary = stateDictionary(Unpickler.load(file, zip.read(folder + PICKLE)));
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, PickleValue> entry : dictionary.items().entrySet()) {
            if (entry.getValue() instanceof Tensor tensor) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), tensor));
            }
        }
        return new WeightFile(file, Map.of(), tensors);
    }

    private void requireLittleEndian() throws IOException {
        String entry = folder + "byteorder";
        if (zip.names().contains(entry)) {
            String order = StandardCharsets.UTF_8.decode(zip.read(entry)).toString();
            if (!order.equals("little")) {
                throw new WeightFileException(
                        file, "its byte order is " + quoted(order) + ", not 'little'", "save it on another machine");
            }
        }
    }

    private Dict stateDictionary(PickleValue root) throws WeightFileException {
        if (root instanceof Dict dict) {
            if (hasTensors(dict)) {
                return dict;
            }
            for (String key : NESTED) {
                if (dict.items().get(key) instanceof Dict nested && hasTensors(nested)) {
                    return nested;
                }
            }
        }
        String found = root instanceof Dict dict
                ? "a dictionary with the keys "
                        + quoted(String.join(
                                ", ", dict.items().keySet().stream().limit(10).toList()))
                : "a " + root.kind();
        throw new WeightFileException(
                file,
                "there are tensors neither in the file's own dictionary nor under one of " + NESTED + ", but " + found,
                "save the weights alone: torch.save(model.state_dict(), ...)");
    }

    private static boolean hasTensors(Dict dict) {
        return dict.items().values().stream().anyMatch(Tensor.class::isInstance);
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private WeightTensor tensor(String name, Tensor tensor) throws IOException {
        Storage storage = tensor.storage();
        ByteBuffer bytes = storages.get(storage.key());
        if (bytes == null) {
            bytes = zip.read(folder + "data/" + storage.key());
            storages.put(storage.key(), bytes);
        }
        if (storage.elements() < 0
                || storage.elements() > Integer.MAX_VALUE
                || storage.elements() * storage.type().bytes() != bytes.remaining()) {
            throw WeightFileException.damaged(
                    file,
                    "tensor " + quoted(name) + " lies in storage " + quoted(storage.key()) + " of " + storage.elements()
                            + " elements of " + storage.type() + ", but the storage has " + bytes.remaining()
                            + " bytes");
        }
        try {
            return WeightTensor.view(
                    storage.type(), array(tensor.shape()), array(tensor.strides()), tensor.offset(), bytes);
        } catch (IllegalArgumentException e) {
            throw WeightFileException.damaged(file, "tensor " + quoted(name) + " cannot be: " + e.getMessage(), e);
        }
    }
}
