package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layout of Keras 3: a group for each layer, named after its class and a number ({@code layers/conv2d_1}), and in
 * its {@code vars} the datasets {@code 0}, {@code 1}, ... The layer's own name is an attribute of {@code vars}, or,
 * from older versions, only in the model's configuration.
 */
final class NumberedVariables {
    private static final String VARIABLES = "vars";
    private static final List<String> KERNEL_AND_BIAS = List.of("kernel", "bias");
    private static final List<String> NORMALISATION = List.of("gamma", "beta", "moving_mean", "moving_variance");

    private final Hdf5 hdf;
    private final Map<String, String> layerNames;
    private final Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    private int groups;

    private NumberedVariables(Hdf5 hdf, Map<String, String> layerNames) {
        this.hdf = hdf;
        this.layerNames = layerNames;
    }

    /** Whether the file is laid out like this. */
    static boolean in(Hdf5 hdf, Group root) throws WeightFileException {
        return hdf.group(root, VARIABLES).isPresent()
                || hdf.group(root, "layers").isPresent();
    }

    /**
     * The tensors as {@code layer/variable}.
     *
     * @param layerNames the layers' names by their groups' paths, for files that do not have them
     */
    static Map<String, WeightTensor> read(Hdf5 hdf, Group root, Map<String, String> layerNames)
            throws WeightFileException {
        NumberedVariables reading = new NumberedVariables(hdf, layerNames);
        reading.walk(root, "", 0);
        return reading.tensors;
    }

    private void walk(Group group, String path, int depth) throws WeightFileException {
        // A group may contain itself.
        Limit.HDF5_DEPTH.require(hdf.file(), depth, "group " + quoted(path) + ", at the depth");
        Limit.HDF5_GROUPS.require(hdf.file(), ++groups, "a number of groups of");
        for (String name : group.getChildren().keySet()) {
            Node child = hdf.child(group, name).orElseThrow();
            if (!(child instanceof Group inner)) {
                continue;
            }
            if (name.equals(VARIABLES)) {
                variables(inner, path);
            } else if (depth > 0 || !name.equals("optimizer")) {
                walk(inner, path.isEmpty() ? name : path + "/" + name, depth + 1);
            }
        }
    }

    private void variables(Group variables, String path) throws WeightFileException {
        String layer = hdf.texts(variables, "name")
                .filter(names -> names.size() == 1)
                .map(names -> names.get(0))
                .orElse(layerNames.getOrDefault(path, path.substring(path.lastIndexOf('/') + 1)));
        int count = variables.getChildren().size();
        for (int i = 0; i < count; i++) {
            if (!(hdf.child(variables, Integer.toString(i)).orElse(null) instanceof Dataset dataset)) {
                throw WeightFileException.damaged(
                        hdf.file(), quoted(path) + " has " + count + " variables, but number " + i + " is missing");
            }
            String name = layer + "/" + variable(path, count, i);
            if (tensors.put(name, hdf.tensor(dataset)) != null) {
                throw WeightFileException.damaged(hdf.file(), "there are two tensors named " + quoted(name));
            }
        }
    }

    /** The variable's name in the layer's class, or its number for a class that no table has. */
    private static String variable(String path, int count, int number) {
        String kind = path.substring(path.lastIndexOf('/') + 1).replaceFirst("_\\d+$", "");
        List<String> names =
                switch (kind) {
                    case "conv2d", "depthwise_conv2d", "dense" -> KERNEL_AND_BIAS;
                    case "batch_normalization" -> count == NORMALISATION.size() ? NORMALISATION : List.of();
                    default -> List.of();
                };
        return number < names.size() ? names.get(number) : Integer.toString(number);
    }
}
