package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code torch.save(model.state_dict(), ...)} writes since PyTorch 1.6, and checkpoints that hold such a
 * dictionary.
 */
final class PyTorchReader {
    /** Where in an archive {@link PyTorchWriter} says what it has to say beside the weights; PyTorch passes over it. */
    static final String METADATA = "blockwright/";

    private static final String PICKLE = "data.pkl";

    private PyTorchReader() {}

    /** Whether an archive with entries of these names can be one. */
    public static boolean recognises(Iterable<String> names) {
        for (String name : names) {
            if (name.equals(PICKLE) || name.endsWith("/" + PICKLE)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads the tensors of an archive.
     *
     * @param key of the checkpoint's dictionary under which they are; empty to look under the usual ones
     * @throws WeightFileException if it holds no state dictionary, is damaged, or asks for more than tensors
     */
    public static WeightFile read(Path file, StoredZip zip, Optional<String> key) throws IOException {
        String pickle = zip.names().stream()
                .filter(name -> recognises(List.of(name)))
                .findFirst()
                .orElseThrow(() -> WeightFileException.damaged(file, "the archive has no " + PICKLE));
        String folder = pickle.substring(0, pickle.length() - PICKLE.length());
        if (zip.names().contains(folder + "constants.pkl")) {
            throw new WeightFileException(
                    file,
                    "this is a TorchScript program, not a state dictionary",
                    "load it in PyTorch and save its weights: torch.save(module.state_dict(), ...)");
        }
        requireLittleEndian(file, zip, folder);
        ByteBuffer program = zip.read(pickle);
        StateDictionary dictionary =
                StateDictionary.find(file, Unpickler.load(file, program).root(), key);
        WeightFile read = TorchTensors.read(file, dictionary, storage -> zip.read(folder + "data/" + storage.key()));
        Map<String, String> metadata = new LinkedHashMap<>(read.metadata());
        for (String name : zip.names()) {
            if (name.startsWith(folder + METADATA)) {
                String text = StandardCharsets.UTF_8.decode(zip.read(name)).toString();
                metadata.put(name.substring(folder.length() + METADATA.length()), text);
            }
        }
        return new WeightFile(file, metadata, read.tensors());
    }

    private static void requireLittleEndian(Path file, StoredZip zip, String folder) throws IOException {
        String entry = folder + "byteorder";
        if (zip.names().contains(entry)) {
            String order = StandardCharsets.UTF_8.decode(zip.read(entry)).toString();
            if (!order.equals("little")) {
                throw new WeightFileException(
                        file, "its byte order is " + quoted(order) + ", not 'little'", "save it on another machine");
            }
        }
    }
}
