package io.github.blockwright.runtime.weights.formats;

import io.github.blockwright.runtime.files.AtomicFiles;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes {@code .h5} in the layout of Keras 2, which Keras 2 and 3 load: {@code model.load_weights("name.h5")}. The
 * values are float32, because jHDF writes no smaller floating point numbers.
 */
public final class KerasWriter {
    private KerasWriter() {}

    /**
     * Writes a file; it appears whole or not at all.
     *
     * @param tensors by {@code layer/variable}, the variables of a layer together and in Keras' order
     * @param metadata texts for {@link KerasReader}, which Keras passes over
     */
    public static void write(Path file, Map<String, WeightTensor> tensors, Map<String, String> metadata)
            throws IOException {
        Map<String, Map<String, WeightTensor>> layers = layers(tensors);
        AtomicFiles.write(file, part -> {
            try (WritableHdfFile hdf = HdfFile.write(part)) {
                hdf.putAttribute("layer_names", layers.keySet().toArray(String[]::new));
                hdf.putAttribute("backend", "blockwright");
                hdf.putAttribute("keras_version", "2.0.0");
                metadata.forEach((key, text) -> hdf.putAttribute(KerasReader.METADATA + key, text));
                layers.forEach((layer, variables) -> write(hdf.putGroup(layer), layer, variables));
            }
        });
    }

    /** The variables of each layer. */
    static Map<String, Map<String, WeightTensor>> layers(Map<String, WeightTensor> tensors) {
        Map<String, Map<String, WeightTensor>> layers = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            int slash = name.indexOf('/');
            layers.computeIfAbsent(name.substring(0, slash), layer -> new LinkedHashMap<>())
                    .put(name.substring(slash + 1), tensor);
        });
        return layers;
    }

    private static void write(WritableGroup group, String layer, Map<String, WeightTensor> variables) {
        String[] names = variables.keySet().stream()
                .map(name -> layer + "/" + name + ":0")
                .toArray(String[]::new);
        group.putAttribute("weight_names", names);
        WritableGroup inner = group.putGroup(layer);
        variables.forEach((name, tensor) -> inner.putDataset(name + ":0", nested(tensor)));
    }

    /** The values as an array of arrays, which is how jHDF takes them. */
    static Object nested(WeightTensor tensor) {
        long[] shape = tensor.shape();
        if (shape.length == 0) {
            // The one number of Keras' that is no weight counts pictures.
            return (int) tensor.toFloats()[0];
        }
        int[] lengths = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            lengths[i] = (int) shape[i];
        }
        Object array = Array.newInstance(float.class, lengths);
        fill(array, tensor.toFloats(), 0);
        return array;
    }

    private static int fill(Object array, float[] values, int place) {
        if (array instanceof float[] line) {
            System.arraycopy(values, place, line, 0, line.length);
            return place + line.length;
        }
        int next = place;
        for (Object part : (Object[]) array) {
            next = fill(part, values, next);
        }
        return next;
    }
}
