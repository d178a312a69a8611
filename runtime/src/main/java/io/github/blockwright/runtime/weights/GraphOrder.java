package io.github.blockwright.runtime.weights;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.weights.formats.FileGraph;
import io.github.blockwright.runtime.weights.formats.FileLayer;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file that says which layers it has, as an ONNX model does, under the names of a family. Its layers are told by their
 * names where exporters have kept them, and by their order elsewhere, in which a network of the same shapes cannot be told
 * from another. A batch normalisation that was folded into its convolution becomes one that only adds.
 */
final class GraphOrder {
    private final WeightFile file;
    private final NameMap names;
    private final Map<String, Shape> shapes;

    private GraphOrder(WeightFile file, NameMap names, Map<String, Shape> shapes) {
        this.file = file;
        this.names = names;
        this.shapes = shapes;
    }

    /** A layer of the table and its parameters' entries by their ends, such as {@code .conv.weight}. */
    private record Wanted(String path, Map<String, NameMap.Entry> entries) {
        NameMap.Entry weight() {
            return entries.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("weight"))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
        }

        Optional<NameMap.Entry> bias() {
            return entries.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("bias"))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        Optional<NameMap.Entry> norm(String parameter) {
            return Optional.ofNullable(entries.get(".norm." + parameter));
        }

        boolean isNormalised() {
            return norm("gamma").isPresent();
        }

        /** On the shorter branch of its block: a residual's shortcut, or what is beside the branch of a shuffle unit. */
        boolean isBeside() {
            String name = path.substring(path.lastIndexOf('.') + 1);
            return name.equals("shortcut") || name.startsWith("beside");
        }
    }

    /** The same layers in the file and in the table, and whether their names say so. */
    private record Pairs(Map<Wanted, FileLayer> layers, boolean byName) {}

    /** The names of a family with what the file itself says of its conventions. */
    static NameMap conventions(WeightFile file, NameMap names) {
        Conventions own = names.conventions();
        return file.graph()
                .padding()
                .map(padding -> new NameMap(
                        names.family(),
                        new Conventions(own.batchNormEpsilon(), own.batchNormMomentum(), padding),
                        names.input(),
                        names.heads(),
                        names.entries()))
                .orElse(names);
    }

    /**
     * The file under the family's names and in its layouts; as it is if it has tensors alone, or other layers than the table.
     *
     * @param shapes of the table's parameters, by their paths
     */
    static WeightFile named(WeightFile file, NameMap names, Map<String, Shape> shapes) {
        FileGraph graph = file.graph();
        if (graph.layers().isEmpty()) {
            return file;
        }
        GraphOrder order = new GraphOrder(file, names, shapes);
        return order.pairs().map(order::renamed).orElse(file);
    }

    private Optional<Pairs> pairs() {
        List<Wanted> wanted = wanted();
        List<FileLayer> found = file.graph().layers();
        Map<Wanted, FileLayer> byName = byName(wanted, found);
        long withoutHead =
                wanted.stream().filter(layer -> !layer.weight().isClassifier()).count();
        if (byName.size() >= withoutHead && byName.size() == found.size()) {
            return Optional.of(new Pairs(byName, true));
        }
        if (found.size() != wanted.size() && found.size() != withoutHead && found.size() != withoutHead + 1) {
            return Optional.empty();
        }
        Map<Wanted, FileLayer> byOrder = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
            if (!wanted.get(i).isNormalised() && found.get(i).norm().isPresent()) {
                return Optional.empty();
            }
            byOrder.put(wanted.get(i), found.get(i));
        }
        return Optional.of(new Pairs(byOrder, false));
    }

    /** The table's layers as a graph's order has them. */
    private List<Wanted> wanted() {
        Map<String, Map<String, NameMap.Entry>> byPath = new LinkedHashMap<>();
        for (NameMap.Entry entry : names.entries()) {
            String parameter = entry.parameter();
            String path = parameter.replaceFirst("(\\.(conv|norm))?\\.\\w+$", "");
            byPath.computeIfAbsent(path, p -> new LinkedHashMap<>()).put(parameter.substring(path.length()), entry);
        }
        List<Wanted> wanted = new ArrayList<>();
        Map<String, List<Wanted>> beside = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, NameMap.Entry>> layer : byPath.entrySet()) {
            Wanted next = new Wanted(layer.getKey(), layer.getValue());
            String block = next.path().substring(0, Math.max(0, next.path().lastIndexOf('.')));
            // The shorter branch stands behind the last layer of the longer, wherever the block has it.
            beside.entrySet().removeIf(branch -> {
                boolean isOver = !branch.getKey().equals(block);
                if (isOver) {
                    wanted.addAll(branch.getValue());
                }
                return isOver;
            });
            if (next.isBeside()) {
                beside.computeIfAbsent(block, b -> new ArrayList<>()).add(next);
            } else {
                wanted.add(next);
            }
        }
        beside.values().forEach(wanted::addAll);
        return wanted;
    }

    private static Map<Wanted, FileLayer> byName(List<Wanted> wanted, List<FileLayer> found) {
        Map<String, FileLayer> layers = found.stream()
                .collect(Collectors.toMap(FileLayer::weight, layer -> layer, (one, other) -> one, LinkedHashMap::new));
        String prefix =
                Prefix.of(wanted.stream().map(layer -> layer.weight().names()).toList(), layers.keySet());
        Map<Wanted, FileLayer> byName = new LinkedHashMap<>();
        for (Wanted layer : wanted) {
            layer.weight().names().stream()
                    .map(name -> layers.get(prefix + name))
                    .filter(match -> match != null)
                    .findFirst()
                    .ifPresent(match -> byName.put(layer, match));
        }
        return byName;
    }

    private WeightFile renamed(Pairs pairs) {
        // Weights that fit nothing are not worth converting: the message about them asks for shapes alone.
        boolean fits = pairs.layers.entrySet().stream()
                .allMatch(pair -> pair.getKey().weight().isClassifier() || fits(pair.getKey(), pair.getValue()));
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        Map<String, WeightTensor> rest = new LinkedHashMap<>(file.tensors());
        pairs.layers.forEach((wanted, layer) -> {
            put(tensors, wanted, layer, fits);
            rest.remove(layer.weight());
            layer.bias().ifPresent(rest::remove);
            layer.norm().ifPresent(norm -> norm.tensors().forEach(rest::remove));
        });
        tensors.putAll(rest);
        Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
        if (!pairs.byName) {
            metadata.put(
                    WeightFile.BY_ORDER,
                    pairs.layers.values().stream().map(FileLayer::weight).collect(Collectors.joining(", ")));
        }
        return new WeightFile(file.source(), metadata, tensors, file.graph());
    }

    private boolean fits(Wanted wanted, FileLayer layer) {
        return Arrays.equals(shape(wanted), inTable(wanted, layer).shape());
    }

    private long[] shape(Wanted wanted) {
        return shapes.get(wanted.weight().parameter()).getShape();
    }

    /** A dense layer and a convolution on a map of one position are the same. */
    private WeightTensor inTable(Wanted wanted, FileLayer layer) {
        WeightTensor tensor = file.tensors().get(layer.weight());
        long[] shape = tensor.shape();
        int dimensions = shape(wanted).length;
        if (dimensions == 2 && shape.length == 4 && shape[2] == 1 && shape[3] == 1) {
            return tensor.reshaped(shape[0], shape[1]);
        }
        return dimensions == 4 && shape.length == 2 ? tensor.reshaped(shape[0], shape[1], 1, 1) : tensor;
    }

    private void put(Map<String, WeightTensor> tensors, Wanted wanted, FileLayer layer, boolean fits) {
        NameMap.Entry entry = wanted.weight();
        WeightTensor weight = inTable(wanted, layer);
        boolean converts = fits && weight.shape().length == shape(wanted).length;
        tensors.put(entry.name(), converts ? inFile(entry, weight) : weight);
        long filters = weight.shape()[0];
        float[] bias =
                layer.bias().map(name -> file.tensors().get(name).toFloats()).orElseGet(() -> new float[(int) filters]);
        wanted.bias()
                .ifPresent(e -> tensors.put(
                        e.name(),
                        layer.bias()
                                .map(file.tensors()::get)
                                .orElseGet(() -> WeightTensor.of(new long[] {filters}, bias))));
        if (wanted.isNormalised() && layer.norm().isPresent()) {
            norm(tensors, wanted, layer.norm().get(), layer.bias().isPresent() ? bias : new float[0]);
        } else if (wanted.isNormalised()) {
            float[] ones = new float[(int) filters];
            Arrays.fill(ones, 1);
            float[] variances = new float[(int) filters];
            Arrays.fill(variances, 1 - names.conventions().batchNormEpsilon());
            putNorm(tensors, wanted, "gamma", WeightTensor.of(new long[] {filters}, ones));
            putNorm(tensors, wanted, "beta", WeightTensor.of(new long[] {bias.length}, bias));
            putNorm(tensors, wanted, "runningMean", WeightTensor.of(new long[] {filters}, new float[(int) filters]));
            putNorm(tensors, wanted, "runningVar", WeightTensor.of(new long[] {filters}, variances));
        }
    }

    private void norm(Map<String, WeightTensor> tensors, Wanted wanted, FileLayer.Norm norm, float[] bias) {
        List<WeightTensor> found =
                norm.tensors().stream().map(file.tensors()::get).toList();
        putNorm(tensors, wanted, "gamma", found.get(0));
        putNorm(tensors, wanted, "beta", found.get(1));
        float[] means = found.get(2).toFloats();
        for (int i = 0; i < Math.min(bias.length, means.length); i++) {
            means[i] -= bias[i];
        }
        putNorm(tensors, wanted, "runningMean", WeightTensor.of(new long[] {means.length}, means));
        // The family's network adds its own epsilon.
        double difference = (double) norm.epsilon() - names.conventions().batchNormEpsilon();
        float[] variances = found.get(3).toFloats();
        for (int i = 0; i < variances.length; i++) {
            variances[i] = (float) (variances[i] + difference);
        }
        putNorm(tensors, wanted, "runningVar", WeightTensor.of(new long[] {variances.length}, variances));
    }

    private static void putNorm(
            Map<String, WeightTensor> tensors, Wanted wanted, String parameter, WeightTensor tensor) {
        wanted.norm(parameter).ifPresent(entry -> tensors.put(entry.name(), tensor));
    }

    private static WeightTensor inFile(NameMap.Entry entry, WeightTensor tensor) {
        if (entry.layout() == Layout.SAME) {
            return tensor;
        }
        long[] shape = tensor.shape();
        return WeightTensor.of(entry.layout().fileShape(shape), entry.layout().toFile(tensor.toFloats(), shape));
    }
}
