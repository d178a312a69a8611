package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Layers that Keras has named by counting them, as it does where a program gives no names: {@code conv2d_17}. Their order is
 * that in which the network was built, so they are given the family's names in turn, each kind of layer by itself, where there
 * are as many as names are missing.
 */
final class KerasOrder {
    private static final Pattern COUNTED = Pattern.compile("(.*?)(?:_(\\d+))?");

    private enum Sort {
        CONVOLUTION,
        DEPTHWISE,
        DENSE,
        NORMALISATION
    }

    private KerasOrder() {}

    /** The file with the family's names for layers that have none of them; as it is if the order cannot tell. */
    static WeightFile named(WeightFile file, NameMap names) {
        Map<String, String> renamed = new LinkedHashMap<>();
        Set<String> layers = layers(file.tensors().keySet());
        boolean hasDense = layers.stream().anyMatch(layer -> sort(file, layer) == Sort.DENSE);
        Map<String, Sort> missing = missing(file, names, hasDense);
        Set<String> known = known(names);
        for (Sort sort : Sort.values()) {
            List<String> found = layers.stream()
                    .filter(layer -> !known.contains(layer) && sort(file, layer) == sort)
                    .sorted(Comparator.comparingInt(KerasOrder::number))
                    .toList();
            List<String> wanted = missing.keySet().stream()
                    .filter(layer -> missing.get(layer) == sort)
                    .toList();
            boolean alike = found.stream().map(KerasOrder::stem).distinct().count() == 1;
            if (alike && found.size() == wanted.size()) {
                for (int i = 0; i < found.size(); i++) {
                    renamed.put(found.get(i), wanted.get(i));
                }
            }
        }
        return renamed.isEmpty() ? file : renamed(file, names, renamed);
    }

    private static WeightFile renamed(WeightFile file, NameMap names, Map<String, String> layers) {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            String layer = layers.getOrDefault(layer(name), layer(name));
            String whole = layer + name.substring(layer(name).length());
            tensors.put(whole, asWanted(tensor, whole, names));
        });
        Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
        metadata.put(WeightFile.BY_ORDER, String.join(", ", layers.keySet()));
        return new WeightFile(file.source(), metadata, tensors);
    }

    /** A dense layer where the family has a convolution on a map of one position: the same values. */
    private static WeightTensor asWanted(WeightTensor tensor, String name, NameMap names) {
        long[] shape = tensor.shape();
        boolean pointwise = names.entries().stream()
                .anyMatch(entry -> entry.layout() == Layout.KERAS_POINTWISE
                        && entry.names().contains(name));
        return pointwise && shape.length == 2
                ? WeightTensor.of(tensor.type(), new long[] {1, 1, shape[0], shape[1]}, tensor.toBytes())
                : tensor;
    }

    /** The family's layers that the file has under none of their names, in the network's order. */
    private static Map<String, Sort> missing(WeightFile file, NameMap names, boolean hasDense) {
        Map<String, Sort> missing = new LinkedHashMap<>();
        for (NameMap.Entry entry : names.entries()) {
            if (entry.names().stream().noneMatch(file.tensors()::containsKey)) {
                missing.putIfAbsent(layer(entry.name()), sort(entry, hasDense));
            }
        }
        return missing;
    }

    private static Set<String> known(NameMap names) {
        Set<String> known = new LinkedHashSet<>();
        names.entries().forEach(entry -> entry.names().forEach(name -> known.add(layer(name))));
        return known;
    }

    private static Sort sort(NameMap.Entry entry, boolean hasDense) {
        return switch (entry.layout()) {
            case KERAS_CONVOLUTION -> Sort.CONVOLUTION;
            case KERAS_DEPTHWISE -> Sort.DEPTHWISE;
            case KERAS_DENSE -> Sort.DENSE;
            case KERAS_POINTWISE -> hasDense ? Sort.DENSE : Sort.CONVOLUTION;
            case SAME, POINTWISE -> Sort.NORMALISATION;
        };
    }

    private static Sort sort(WeightFile file, String layer) {
        WeightTensor kernel = file.tensors().get(layer + "/kernel");
        if (file.tensors().containsKey(layer + "/depthwise_kernel")
                || (kernel != null && stem(layer).contains("depthwise"))) {
            return Sort.DEPTHWISE;
        }
        if (kernel != null) {
            return kernel.shape().length == 2 ? Sort.DENSE : Sort.CONVOLUTION;
        }
        return file.tensors().containsKey(layer + "/gamma") ? Sort.NORMALISATION : null;
    }

    private static Set<String> layers(Set<String> names) {
        Set<String> layers = new LinkedHashSet<>();
        names.forEach(name -> layers.add(layer(name)));
        return layers;
    }

    private static String layer(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    private static String stem(String layer) {
        Matcher counted = COUNTED.matcher(layer);
        return counted.matches() ? counted.group(1) : layer;
    }

    private static int number(String layer) {
        Matcher counted = COUNTED.matcher(layer);
        return counted.matches() && counted.group(2) != null ? Integer.parseInt(counted.group(2)) : -1;
    }
}
