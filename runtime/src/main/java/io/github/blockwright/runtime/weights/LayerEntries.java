package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.weights.NameMap.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From a layer's names in a family to the entries of its parameters.
 *
 * @param names the convolution's and its batch normalisation's, first as they are written, then as earlier files have them
 */
record LayerEntries(Family family, Part part, LayerNaming naming, List<List<String>> names) {
    private static final List<String> NORM_PARAMETERS = List.of("gamma", "beta", "runningMean", "runningVar");
    private static final Map<String, String> PYTORCH_NORM =
            Map.of("gamma", "weight", "beta", "bias", "runningMean", "running_mean", "runningVar", "running_var");
    private static final Map<String, String> KERAS_NORM =
            Map.of("gamma", "gamma", "beta", "beta", "runningMean", "moving_mean", "runningVar", "moving_variance");

    /** The entries of a layer's parameters. */
    static List<Entry> of(Family family, Part part, LayerNaming naming) {
        List<List<String>> names = new ArrayList<>();
        names.add(naming.names(part));
        if (!naming.earlier(part).isEmpty()) {
            names.add(naming.earlier(part));
        }
        LayerEntries entries = new LayerEntries(family, part, naming, names);
        boolean isNormalised = names.get(0).size() > 1;
        return isNormalised
                ? entries.normalised()
                : entries.weightAndBias(part.role().isDense() ? "" : ".conv");
    }

    private List<Entry> normalised() {
        List<Entry> entries = new ArrayList<>();
        entries.add(weight(".conv"));
        for (String parameter : NORM_PARAMETERS) {
            String end = family == Family.KERAS ? "/" + KERAS_NORM.get(parameter) : "." + PYTORCH_NORM.get(parameter);
            entries.add(entry(".norm." + parameter, named(1, end), Layout.SAME));
        }
        return entries;
    }

    private List<Entry> weightAndBias(String child) {
        String end = family == Family.KERAS ? "/bias" : ".bias";
        return List.of(weight(child), entry(child + ".bias", named(0, end), Layout.SAME));
    }

    private Entry weight(String child) {
        boolean pointwise = part.role().isDense() && naming.isPointwise(part.role());
        if (family != Family.KERAS) {
            return entry(child + ".weight", named(0, ".weight"), pointwise ? Layout.POINTWISE : Layout.SAME);
        }
        if (part.role().isDepthwise()) {
            // Keras 2 calls a depthwise kernel the first, Keras 3 the second.
            return entry(child + ".weight", named(0, "/depthwise_kernel", "/kernel"), Layout.KERAS_DEPTHWISE);
        }
        Layout dense = pointwise ? Layout.KERAS_POINTWISE : Layout.KERAS_DENSE;
        return entry(child + ".weight", named(0, "/kernel"), part.role().isDense() ? dense : Layout.KERAS_CONVOLUTION);
    }

    private List<String> named(int which, String... ends) {
        List<String> all = new ArrayList<>();
        for (List<String> layer : names) {
            for (String end : ends) {
                all.add(layer.get(which) + end);
            }
        }
        return all;
    }

    private Entry entry(String parameter, List<String> fileNames, Layout layout) {
        return new Entry(part.path() + parameter, fileNames, layout, part.role() == Role.CLASSIFIER);
    }
}
