package io.github.blockwright.runtime.weights.formats;

import io.github.blockwright.runtime.files.AtomicFiles;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the layout of Keras 3, {@code .weights.h5}, and {@code .keras} archives with nothing but one, both for {@code
 * model.load_weights}. Layers are counted by their class in the order of the network, and their variables too. The values
 * are float32, because jHDF writes no smaller floating point numbers.
 */
public final class Keras3Writer {
    private Keras3Writer() {}

    /**
     * Writes {@code .weights.h5}; it appears whole or not at all.
     *
     * @param tensors by {@code layer/variable}, the variables of a layer together and in Keras' order, the layers of a class
     *     in the network's
     * @param metadata texts for {@link KerasReader}, which Keras passes over
     */
    public static void write(Path file, Map<String, WeightTensor> tensors, Map<String, String> metadata)
            throws IOException {
        AtomicFiles.write(file, part -> weights(part, tensors, metadata));
    }

    /** Writes {@code .keras}; it appears whole or not at all. It holds no program, so {@code load_model} cannot read it. */
    public static void writeArchive(Path file, Map<String, WeightTensor> tensors, Map<String, String> metadata)
            throws IOException {
        AtomicFiles.write(file, part -> {
            // Beside it and not where temporary files are, which may be another disk, and full.
            Path inner = part.resolveSibling(part.getFileName() + ".h5");
            try (OutputStream out = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                weights(inner, tensors, metadata);
                store(zip, "metadata.json", "{\"keras_version\": \"3.0.0\"}".getBytes(StandardCharsets.UTF_8));
                store(zip, KerasReader.WEIGHTS, Files.readAllBytes(inner));
            } finally {
                Files.deleteIfExists(inner);
            }
        });
    }

    /** Keras compresses nothing. */
    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static void weights(Path file, Map<String, WeightTensor> tensors, Map<String, String> metadata)
            throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            metadata.forEach((key, text) -> hdf.putAttribute(KerasReader.METADATA + key, text));
            WritableGroup layers = hdf.putGroup("layers");
            for (Map.Entry<String, Map<String, WeightTensor>> layer :
                    KerasWriter.layers(tensors).entrySet()) {
                String kind = kind(layer.getValue());
                int number = counts.merge(kind, 1, Integer::sum) - 1;
                WritableGroup variables = layers.putGroup(number == 0 ? kind : kind + "_" + number)
                        .putGroup("vars");
                variables.putAttribute("name", layer.getKey());
                int variable = 0;
                for (WeightTensor tensor : layer.getValue().values()) {
                    variables.putDataset(Integer.toString(variable++), KerasWriter.nested(tensor));
                }
            }
        }
    }

    /** A layer's class, as Keras writes it in names. */
    private static String kind(Map<String, WeightTensor> variables) {
        if (variables.containsKey("depthwise_kernel")) {
            return "depthwise_conv2d";
        }
        if (variables.containsKey("kernel")) {
            return variables.get("kernel").shape().length == 2 ? "dense" : "conv2d";
        }
        return variables.containsKey("gamma") ? "batch_normalization" : "normalization";
    }
}
