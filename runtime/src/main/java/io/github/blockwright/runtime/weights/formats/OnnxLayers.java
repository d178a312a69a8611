package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.github.blockwright.dsl.Padding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows an ONNX graph and finds its layers with weights. */
final class OnnxLayers {
    private final Path file;
    private final OnnxConstants constants;
    private final OnnxPadding paddings;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<List<Integer>> before = new ArrayList<>();
    private final Map<String, Integer> makers = new HashMap<>();
    private final Map<Integer, FileLayer> layers = new HashMap<>();
    // Where a layer's output is found, and that of what may still be added to it.
    private final Map<String, Integer> outputs = new HashMap<>();
    private final Set<String> behindLayers = new HashSet<>();
    private final Map<String, WeightTensor> weights = new HashMap<>();
    private final Map<String, WeightTensor> unexplained = new LinkedHashMap<>();
    private final List<Integer> order;
    private Optional<Padding> padding = Optional.empty();
    private int unpadded;
    private boolean preparesPixels;

    private OnnxLayers(Path file, OnnxModelFile model) throws IOException {
        this.file = file;
        this.constants = OnnxConstants.of(file, model);
        this.paddings = new OnnxPadding(file, constants);
        Set<String> inputs = new HashSet<>(model.inputs());
        for (NodeProto node : model.nodes()) {
            if (!constants.follow(node)) {
                add(node, inputs);
            }
        }
        List<Integer> last = model.outputs().stream()
                .map(makers::get)
                .filter(maker -> maker != null)
                .toList();
        this.order = OnnxOrder.of(before, last);
    }

    static OnnxLayers of(Path file, OnnxModelFile model) throws IOException {
        return new OnnxLayers(file, model);
    }

    /** All layers in their order, and what is known beside them. */
    FileGraph graph() {
        List<FileLayer> found =
                order.stream().map(layers::get).filter(layer -> layer != null).toList();
        return new FileGraph(found, padding, unpadded, preparesPixels);
    }

    /** The tensors of the layers in their order, then all others that something behind a layer computes with. */
    Map<String, WeightTensor> tensors() {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        for (FileLayer layer : graph().layers()) {
            tensors.put(layer.weight(), weights.get(layer.weight()));
            layer.bias().ifPresent(name -> tensors.put(name, weights.get(name)));
            layer.norm().ifPresent(norm -> norm.tensors().forEach(name -> tensors.put(name, weights.get(name))));
        }
        unexplained.forEach(tensors::putIfAbsent);
        return tensors;
    }

    private void add(NodeProto node, Set<String> inputs) throws IOException {
        List<Integer> earlier = new ArrayList<>();
        boolean behind = false;
        for (String name : node.getInputList()) {
            Integer maker = makers.get(name);
            if (maker != null) {
                earlier.add(maker);
                behind |= behindLayers.contains(name);
            } else if (!name.isEmpty() && !constants.contains(name) && !inputs.contains(name)) {
                throw WeightFileException.damaged(
                        file,
                        "the node " + quoted(node.getName()) + " takes " + quoted(name) + ", which nothing makes");
            }
        }
        int number = nodes.size();
        nodes.add(node);
        before.add(earlier);
        behind |= compute(node, number, behind);
        for (String name : node.getOutputList()) {
            if (!name.isEmpty()) {
                makers.put(name, number);
                if (behind) {
                    behindLayers.add(name);
                }
            }
        }
    }

    /** @return whether the node is a layer */
    private boolean compute(NodeProto node, int number, boolean behind) throws WeightFileException {
        boolean known = node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
        switch (known ? node.getOpType() : "") {
            case "Conv" -> layer(node, number, convolution(node));
            case "Gemm" -> layer(node, number, gemm(node));
            case "MatMul" -> {
                if (node.getInputCount() != 2 || !constants.contains(node.getInput(1))) {
                    return false;
                }
                weights.put(node.getInput(1), transposed(constants.require(node, 1)));
                layer(node, number, new FileLayer(node.getInput(1), Optional.empty(), Optional.empty()));
            }
            case "BatchNormalization" -> {
                if (!normalise(node)) {
                    keep(node, behind);
                }
            }
            case "Add" -> {
                if (!addBias(node)) {
                    keep(node, behind);
                }
            }
            default -> keep(node, behind);
        }
        return layers.containsKey(number);
    }

    private void layer(NodeProto node, int number, FileLayer layer) {
        layers.put(number, layer);
        outputs.put(node.getOutput(0), number);
    }

    private FileLayer convolution(NodeProto node) throws WeightFileException {
        WeightTensor weight = constants.require(node, 1);
        long[] shape = weight.shape();
        if (shape.length != 4) {
            throw new WeightFileException(
                    file,
                    "the convolution " + quoted(node.getName()) + " has weights of " + weight
                            + ", so it is none of images",
                    "use weights of a network of images");
        }
        Optional<NodeProto> input =
                Optional.ofNullable(makers.get(node.getInput(0))).map(nodes::get);
        OnnxPadding.Said own = paddings.of(node, input, shape[2], shape[3]);
        unpadded += own.none() ? 1 : 0;
        if (padding.isEmpty() || own.padding().equals(Optional.of(Padding.SAME))) {
            // On maps of odd sizes, SAME looks symmetric too.
            padding = own.padding().or(() -> padding);
        }
        weights.put(node.getInput(1), weight);
        return new FileLayer(node.getInput(1), bias(node, shape[0]), Optional.empty());
    }

    private FileLayer gemm(NodeProto node) throws WeightFileException {
        OnnxAttributes attributes = new OnnxAttributes(node);
        WeightTensor weight = constants.require(node, 1);
        boolean plain = attributes.number("transA", 0) == 0
                && attributes.real("alpha", 1) == 1
                && attributes.real("beta", 1) == 1
                && weight.shape().length == 2;
        if (!plain) {
            throw new WeightFileException(
                    file,
                    "the dense layer " + quoted(node.getName()) + " scales or transposes its input, as no table's does",
                    "use weights of another network");
        }
        WeightTensor units = attributes.number("transB", 0) == 0 ? transposed(weight) : weight;
        weights.put(node.getInput(1), units);
        return new FileLayer(node.getInput(1), bias(node, units.shape()[0]), Optional.empty());
    }

    private Optional<String> bias(NodeProto node, long units) throws WeightFileException {
        if (node.getInputCount() < 3 || node.getInput(2).isEmpty()) {
            return Optional.empty();
        }
        weights.put(node.getInput(2), line(constants.require(node, 2), units));
        return Optional.of(node.getInput(2));
    }

    /** A batch normalisation right behind a convolution. @return false if it is somewhere else */
    private boolean normalise(NodeProto node) throws WeightFileException {
        Integer number = node.getInputCount() == 5 ? outputs.get(node.getInput(0)) : null;
        if (number == null || layers.get(number).norm().isPresent()) {
            return false;
        }
        FileLayer layer = layers.get(number);
        long channels = weights.get(layer.weight()).shape()[0];
        for (int i = 1; i < 5; i++) {
            weights.put(node.getInput(i), line(constants.require(node, i), channels));
        }
        float epsilon = new OnnxAttributes(node).real("epsilon", 1e-5f);
        FileLayer.Norm norm = new FileLayer.Norm(node.getInputList().subList(1, 5), epsilon);
        layers.put(number, new FileLayer(layer.weight(), layer.bias(), Optional.of(norm)));
        return true;
    }

    /** What is added right behind a product. @return false if the node adds something else */
    private boolean addBias(NodeProto node) {
        for (int i = 0; i < 2 && node.getInputCount() == 2; i++) {
            Integer number = outputs.get(node.getInput(i));
            Optional<WeightTensor> added = constants.find(node.getInput(1 - i));
            if (number != null
                    && added.isPresent()
                    && nodes.get(number).getOpType().equals("MatMul")) {
                FileLayer layer = layers.get(number);
                long units = weights.get(layer.weight()).shape()[0];
                if (layer.bias().isEmpty() && added.get().size() == units) {
                    String name = node.getInput(1 - i);
                    weights.put(name, line(added.get(), units));
                    layers.put(number, new FileLayer(layer.weight(), Optional.of(name), Optional.empty()));
                    return true;
                }
            }
        }
        return false;
    }

    /** Remembers what a node that is no layer computes with, so that nobody takes the rest for the whole network. */
    private void keep(NodeProto node, boolean behind) {
        for (String name : node.getInputList()) {
            Optional<WeightTensor> tensor = constants.find(name);
            if (tensor.isPresent()
                    && tensor.get().type().isFloatingPoint()
                    && tensor.get().size() > 1) {
                if (behind) {
                    unexplained.put(name, tensor.get());
                } else {
                    preparesPixels = true;
                }
            }
        }
    }

    private static WeightTensor transposed(WeightTensor tensor) {
        return tensor.permuted(1, 0).orElse(tensor);
    }

    /** A list of so many values, whatever dimensions of length 1 it is written with. */
    private static WeightTensor line(WeightTensor tensor, long length) {
        return tensor.size() == length ? tensor.reshaped(length) : tensor;
    }
}
