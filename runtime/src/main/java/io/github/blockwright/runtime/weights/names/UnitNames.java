package io.github.blockwright.runtime.weights.names;

import io.github.blockwright.runtime.weights.names.NameMap.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a family calls a convolution and the batch normalisation behind it.
 *
 * @param convolution the layer's name in the file
 * @param norm likewise
 */
record UnitNames(String convolution, String norm) {
    private static final List<String> NORM_PARAMETERS = List.of("gamma", "beta", "runningMean", "runningVar");
    private static final Map<String, String> PYTORCH_NORM =
            Map.of("gamma", "weight", "beta", "bias", "runningMean", "running_mean", "runningVar", "running_var");
    private static final Map<String, String> KERAS_NORM =
            Map.of("gamma", "gamma", "beta", "beta", "runningMean", "moving_mean", "runningVar", "moving_variance");

    /**
     * The entries of the unit's parameters.
     *
     * @param path of the unit in the block
     * @param depthwise whether the convolution is one, which Keras lays out and names in its own way
     */
    List<Entry> entries(Family family, String path, boolean depthwise) {
        boolean keras = family == Family.KERAS;
        List<Entry> entries = new ArrayList<>();
        String weight = path + ".conv.weight";
        if (!keras) {
            entries.add(new Entry(weight, List.of(convolution + ".weight"), Layout.SAME));
        } else if (depthwise) {
            // Keras 2 calls it the first, Keras 3 the second.
            List<String> names = List.of(convolution + "/depthwise_kernel", convolution + "/kernel");
            entries.add(new Entry(weight, names, Layout.KERAS_DEPTHWISE));
        } else {
            entries.add(new Entry(weight, List.of(convolution + "/kernel"), Layout.KERAS_CONVOLUTION));
        }
        for (String parameter : NORM_PARAMETERS) {
            String name = keras ? norm + "/" + KERAS_NORM.get(parameter) : norm + "." + PYTORCH_NORM.get(parameter);
            entries.add(new Entry(path + ".norm." + parameter, List.of(name), Layout.SAME));
        }
        return entries;
    }
}
