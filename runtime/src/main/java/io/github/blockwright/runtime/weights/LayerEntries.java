package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.weights.NameMap.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a layer's name in a family to the entries of its parameters. */
final class LayerEntries {
    private static final List<String> NORM_PARAMETERS = List.of("gamma", "beta", "runningMean", "runningVar");
    private static final Map<String, String> PYTORCH_NORM =
            Map.of("gamma", "weight", "beta", "bias", "runningMean", "running_mean", "runningVar", "running_var");
    private static final Map<String, String> KERAS_NORM =
            Map.of("gamma", "gamma", "beta", "beta", "runningMean", "moving_mean", "runningVar", "moving_variance");

    private final Family family;
    private final Part part;
    private final List<String> names;

    private LayerEntries(Family family, Part part, List<String> names) {
        this.family = family;
        this.part = part;
        this.names = names;
    }

    /**
     * The entries of a layer's parameters.
     *
     * @param names the family's for the layer, as its {@link LayerNaming} gives them
     */
    static List<Entry> of(Family family, Part part, List<String> names) {
        LayerEntries entries = new LayerEntries(family, part, names);
        return switch (part.role()) {
            case STEM, EXPAND, DEPTHWISE, PROJECT, LAST -> entries.normalised();
            case REDUCE, RESTORE -> entries.weightAndBias(".conv");
            case HIDDEN, CLASSIFIER -> entries.weightAndBias("");
        };
    }

    private List<Entry> normalised() {
        List<Entry> entries = new ArrayList<>();
        entries.add(weight(".conv"));
        String norm = names.get(1);
        for (String parameter : NORM_PARAMETERS) {
            String name = family == Family.KERAS
                    ? norm + "/" + KERAS_NORM.get(parameter)
                    : norm + "." + PYTORCH_NORM.get(parameter);
            entries.add(entry(".norm." + parameter, List.of(name), Layout.SAME));
        }
        return entries;
    }

    private List<Entry> weightAndBias(String child) {
        String bias = names.get(0) + (family == Family.KERAS ? "/bias" : ".bias");
        return List.of(weight(child), entry(child + ".bias", List.of(bias), Layout.SAME));
    }

    private Entry weight(String child) {
        String name = names.get(0);
        if (family != Family.KERAS) {
            // What timm puts in front of MobileNetV3's classifier is a convolution on a map of one position.
            boolean pointwise = family == Family.TIMM && part.role() == Role.HIDDEN;
            return entry(child + ".weight", List.of(name + ".weight"), pointwise ? Layout.POINTWISE : Layout.SAME);
        }
        // Keras 2 calls a depthwise kernel the first, Keras 3 the second.
        List<String> keras = part.role() == Role.DEPTHWISE
                ? List.of(name + "/depthwise_kernel", name + "/kernel")
                : List.of(name + "/kernel");
        return entry(
                child + ".weight",
                keras,
                switch (part.role()) {
                    case STEM, EXPAND, REDUCE, RESTORE, PROJECT, LAST -> Layout.KERAS_CONVOLUTION;
                    case DEPTHWISE -> Layout.KERAS_DEPTHWISE;
                    case HIDDEN, CLASSIFIER -> Layout.KERAS_DENSE;
                });
    }

    private Entry entry(String parameter, List<String> fileNames, Layout layout) {
        return new Entry(part.path() + parameter, fileNames, layout, part.role() == Role.CLASSIFIER);
    }
}
