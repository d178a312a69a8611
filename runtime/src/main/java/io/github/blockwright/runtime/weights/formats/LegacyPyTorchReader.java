package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.github.blockwright.runtime.weights.formats.PickleValue.Int;
import io.github.blockwright.runtime.weights.formats.PickleValue.Sequence;
import io.github.blockwright.runtime.weights.formats.PickleValue.Storage;
import io.github.blockwright.runtime.weights.formats.PickleValue.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what PyTorch wrote from 0.1.10 to 1.5, and newer ones on request: one after the other five pickles (a magic number,
 * the version of the layout, the sizes of types, the object, the keys of its storages), and then each storage as its number
 * of elements and these, little-endian whatever the machine.
 */
final class LegacyPyTorchReader {
    // A pickle of protocol 2 with the number 0x1950a86a20f9469cfc6c.
    private static final byte[] MAGIC = {
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
        0x19,
        '.'
    };
    private static final long VERSION = 1001;
    private static final byte[] TAR = "ustar".getBytes(StandardCharsets.US_ASCII);
    private static final int TAR_PLACE = 257;
    private static final String AGAIN = "load it in PyTorch and save it again: torch.save(torch.load(file), file)";

    private LegacyPyTorchReader() {}

    /** Whether a file that starts with these bytes is one. */
    public static boolean recognises(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Whether a file that starts with these bytes is a tar archive, as the first versions of PyTorch wrote. */
    public static boolean isTar(byte[] start) {
        int end = TAR_PLACE + TAR.length;
        return start.length >= end && Arrays.equals(start, TAR_PLACE, end, TAR, 0, TAR.length);
    }

    /** What to say about a tar archive. */
    public static WeightFileException refuseTar(Path file) {
        return new WeightFileException(file, "this is a tar archive, as PyTorch wrote before version 0.1.10", AGAIN);
    }

    /**
     * Reads the tensors of a file.
     *
     * @param key of the checkpoint's dictionary under which they are; empty to look under the usual ones
     * @throws WeightFileException if it holds no state dictionary, is damaged, above 2 GiB, or asks for more than tensors
     */
    public static WeightFile read(Path file, Optional<String> key) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE - Long.BYTES) {
            throw new WeightFileException(
                    file,
                    "it is in the format that PyTorch wrote before version 1.6 and has " + Files.size(file)
                            + " bytes, above 2 GiB",
                    AGAIN);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(MAGIC.length);
        requireVersion(file, Unpickler.load(file, bytes).root());
        // The sizes of C's types on the machine that wrote the file, which nothing here depends on.
        Unpickler.load(file, bytes);
        Unpickled object = Unpickler.load(file, bytes);
        StateDictionary dictionary = StateDictionary.find(file, object.root(), key);
        Map<String, ByteBuffer> storages = storages(file, bytes, object.storages());
        return TorchTensors.read(file, dictionary, storage -> {
            ByteBuffer content = storages.get(storage.key());
            if (content == null) {
                throw WeightFileException.damaged(file, "it has no storage " + quoted(storage.key()));
            }
            return content;
        });
    }

    private static void requireVersion(Path file, PickleValue version) throws WeightFileException {
        if (!(version instanceof Int number)) {
            throw WeightFileException.damaged(file, "its layout's version is a " + version.kind());
        }
        if (number.value() != VERSION) {
            throw new WeightFileException(
                    file, "its layout is of version " + number.value() + ", not " + VERSION, AGAIN);
        }
    }

    /** Divides the rest of the file among the storages, in the order of their keys; nothing is copied. */
    private static Map<String, ByteBuffer> storages(Path file, ByteBuffer bytes, Map<String, Storage> named)
            throws WeightFileException {
        if (!(Unpickler.load(file, bytes).root() instanceof Sequence keys)) {
            throw WeightFileException.damaged(file, "it has no list of the storages' keys");
        }
        Map<String, ByteBuffer> storages = new HashMap<>();
        for (PickleValue item : keys.items()) {
            if (!(item instanceof Text text) || !named.containsKey(text.value())) {
                throw WeightFileException.damaged(
                        file,
                        "it has a storage "
                                + (item instanceof Text key
                                        ? quoted(key.value())
                                        : "with a key that is a " + item.kind())
                                + ", of which nothing says what type it is");
            }
            Storage storage = named.get(text.value());
            if (storages.put(text.value(), next(file, bytes, storage)) != null) {
                throw WeightFileException.damaged(file, "storage " + quoted(storage.key()) + " is there twice");
            }
        }
        return storages;
    }

    private static ByteBuffer next(Path file, ByteBuffer bytes, Storage storage) throws WeightFileException {
        long elements = bytes.remaining() < Long.BYTES ? -1 : bytes.getLong();
        int size = storage.type().elementBytes();
        if (elements < 0 || elements > bytes.remaining() / size || elements != storage.elements()) {
            throw WeightFileException.damaged(
                    file,
                    "storage " + quoted(storage.key()) + " should have " + storage.elements() + " elements of " + size
                            + " bytes, but "
                            + (elements < 0 ? "does not begin" : "says that it has " + elements)
                            + " where " + bytes.remaining() + " bytes are left");
        }
        int length = (int) elements * size;
        ByteBuffer content = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        return content;
    }
}
