package io.github.blockwright.runtime.weights.formats;

import io.jhdf.api.Group;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads Keras' files; tensors are named {@code layer/variable}, as in {@code Conv1/kernel}. */
final class KerasReader {
    /** What the names of the attributes begin with that {@link KerasWriter} writes for itself. */
    static final String METADATA = "blockwright_";

    /** The entry of an archive that holds the weights. */
    static final String WEIGHTS = "model.weights.h5";

    private static final String CONFIG = "config.json";
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private KerasReader() {}

    /** Whether a file that starts with these bytes is HDF5. */
    public static boolean recognises(byte[] start) {
        return ByteBuffer.wrap(start, 0, Math.min(start.length, SIGNATURE.length))
                .equals(ByteBuffer.wrap(SIGNATURE));
    }

    /** Whether an archive with entries of these names is a model. */
    public static boolean recognises(Set<String> names) {
        return names.contains(WEIGHTS);
    }

    /**
     * Reads an HDF5 file.
     *
     * @throws WeightFileException if it is not laid out as Keras does it, damaged, or above 2 GiB
     */
    public static WeightFile read(Path file) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE) {
            throw new WeightFileException(
                    file, "it has " + Files.size(file) + " bytes, above 2 GiB", "convert it to safetensors");
        }
        return read(file, ByteBuffer.wrap(Files.readAllBytes(file)), Map.of());
    }

    /** Reads a {@code .keras} archive. */
    public static WeightFile read(Path file, StoredZip zip) throws IOException {
        Map<String, String> layerNames = zip.names().contains(CONFIG)
                ? ModelConfig.layerNames(
                        file, StandardCharsets.UTF_8.decode(zip.read(CONFIG)).toString())
                : Map.of();
        return read(file, zip.read(WEIGHTS), layerNames);
    }

    private static WeightFile read(Path file, ByteBuffer bytes, Map<String, String> layerNames)
            throws WeightFileException {
        Hdf5 hdf = new Hdf5(file, bytes);
        return hdf.read(root -> {
            Optional<Group> named = NamedLayers.in(hdf, root);
            Map<String, WeightTensor> tensors;
            if (named.isPresent()) {
                tensors = NamedLayers.read(hdf, named.get());
            } else if (NumberedVariables.in(hdf, root)) {
                tensors = NumberedVariables.read(hdf, root, layerNames);
            } else {
                throw new WeightFileException(
                        file,
                        "this HDF5 file has neither the attribute layer_names nor the group layers, so it is not Keras'",
                        "save it with model.save_weights(\"name.weights.h5\")");
            }
            return new WeightFile(file, metadata(hdf, root), tensors);
        });
    }

    private static Map<String, String> metadata(Hdf5 hdf, Group root) throws WeightFileException {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String name : root.getAttributes().keySet()) {
            if (name.startsWith(METADATA)) {
                List<String> texts = hdf.texts(root, name).orElse(List.of());
                metadata.put(name.substring(METADATA.length()), String.join("", texts));
            }
        }
        return metadata;
    }
}
