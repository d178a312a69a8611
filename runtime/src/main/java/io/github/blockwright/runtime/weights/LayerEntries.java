package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.blocks.LayerNames;
import io.github.blockwright.runtime.blocks.LayerNames.Kind;
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
    private final LayerNames layer;
    private final List<String> names;

    private LayerEntries(Family family, LayerNames layer, List<String> names) {
        this.family = family;
        this.layer = layer;
        this.names = names;
    }

    /**
     * The entries of a layer's parameters.
     *
     * @param names the family's for the layer
     */
    static List<Entry> of(Family family, LayerNames layer, List<String> names) {
        LayerEntries entries = new LayerEntries(family, layer, names);
        return switch (layer.kind()) {
            case CONVOLUTION, DEPTHWISE -> entries.normalised();
            case BIASED -> entries.weightAndBias(".conv");
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

    private List<Entry> weightAndBias(String part) {
        String bias = names.get(0) + (family == Family.KERAS ? "/bias" : ".bias");
        return List.of(weight(part), entry(part + ".bias", List.of(bias), Layout.SAME));
    }

    private Entry weight(String part) {
        String name = names.get(0);
        if (family != Family.KERAS) {
            // What timm puts in front of MobileNetV3's classifier is a convolution on a map of one position.
            boolean pointwise = family == Family.TIMM && layer.kind() == Kind.HIDDEN;
            return entry(part + ".weight", List.of(name + ".weight"), pointwise ? Layout.POINTWISE : Layout.SAME);
        }
        // Keras 2 calls a depthwise kernel the first, Keras 3 the second.
        List<String> keras = layer.kind() == Kind.DEPTHWISE
                ? List.of(name + "/depthwise_kernel", name + "/kernel")
                : List.of(name + "/kernel");
        return entry(
                part + ".weight",
                keras,
                switch (layer.kind()) {
                    case CONVOLUTION, BIASED -> Layout.KERAS_CONVOLUTION;
                    case DEPTHWISE -> Layout.KERAS_DEPTHWISE;
                    case HIDDEN, CLASSIFIER -> Layout.KERAS_DENSE;
                });
    }

    private Entry entry(String parameter, List<String> fileNames, Layout layout) {
        return new Entry(layer.path() + parameter, fileNames, layout, layer.kind() == Kind.CLASSIFIER);
    }
}
