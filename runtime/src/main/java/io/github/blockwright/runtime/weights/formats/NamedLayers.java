package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layout of Keras 2, and of Keras 3 for {@code .h5}: an attribute {@code layer_names}, and in the group of each
 * layer an attribute {@code weight_names} with paths to datasets. In a whole model all of it lies in {@code
 * model_weights}.
 */
final class NamedLayers {
    private static final String LAYERS = "layer_names";
    private static final String WEIGHTS = "weight_names";

    private NamedLayers() {}

    /** The group that has the layers, if the file is laid out like this. */
    static Optional<Group> in(Hdf5 hdf, Group root) throws WeightFileException {
        Group candidate = hdf.group(root, "model_weights").orElse(root);
        return names(hdf, candidate, LAYERS).map(names -> candidate);
    }

    /** The tensors as {@code layer/variable}, without the {@code :0} that Keras 2 appends. */
    static Map<String, WeightTensor> read(Hdf5 hdf, Group layers) throws WeightFileException {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        for (String layer : names(hdf, layers, LAYERS).orElse(List.of())) {
            Group group = hdf.group(layers, layer)
                    .orElseThrow(() -> WeightFileException.damaged(
                            hdf.file(), "layer " + quoted(layer) + " is in " + LAYERS + ", but has no group"));
            for (String path : names(hdf, group, WEIGHTS).orElse(List.of())) {
                String name = name(layer, path);
                if (tensors.put(name, hdf.tensor(dataset(hdf, group, path))) != null) {
                    throw WeightFileException.damaged(hdf.file(), "there are two tensors named " + quoted(name));
                }
            }
        }
        return tensors;
    }

    /** A list of names, which Keras spreads over numbered attributes where it is long. */
    private static Optional<List<String>> names(Hdf5 hdf, Node node, String attribute) throws WeightFileException {
        Optional<List<String>> whole = hdf.texts(node, attribute);
        if (whole.isPresent()) {
            return whole;
        }
        List<String> names = new ArrayList<>();
        for (int part = 0; ; part++) {
            Optional<List<String>> more = hdf.texts(node, attribute + part);
            if (more.isEmpty()) {
                return part == 0 ? Optional.empty() : Optional.of(names);
            }
            names.addAll(more.get());
        }
    }

    private static Dataset dataset(Hdf5 hdf, Group layer, String path) throws WeightFileException {
        Node node = layer;
        for (String step : path.split("/", -1)) {
            if (!(node instanceof Group group)) {
                break;
            }
            node = hdf.child(group, step).orElse(null);
        }
        if (!(node instanceof Dataset dataset)) {
            throw WeightFileException.damaged(
                    hdf.file(),
                    quoted(path) + " is in " + WEIGHTS + " of " + quoted(layer.getName()) + ", but missing");
        }
        return dataset;
    }

    /**
     * The last two steps of a path: a model within the model is a layer whose paths begin with its own layers. A layer of its
     * own has its whole name, in which there may be slashes.
     */
    private static String name(String layer, String path) {
        String plain = path.replaceFirst(":\\d+$", "");
        if (layer.indexOf('/') >= 0 && plain.startsWith(layer + "/")) {
            return plain;
        }
        int last = plain.lastIndexOf('/');
        if (last < 0) {
            return layer + "/" + plain;
        }
        return plain.substring(plain.lastIndexOf('/', last - 1) + 1);
    }
}
