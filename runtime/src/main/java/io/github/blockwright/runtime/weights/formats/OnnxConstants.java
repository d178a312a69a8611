package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of an ONNX graph that do not depend on its input. */
final class OnnxConstants {
    private final Path file;
    private final OnnxTensors reader;
    private final Map<String, WeightTensor> tensors = new HashMap<>();
    // What is constant too, but not read: its type is no weights', or it would have to be computed.
    private final Map<String, String> others = new HashMap<>();

    private OnnxConstants(Path file) {
        this.file = file;
        this.reader = new OnnxTensors(file);
    }

    static OnnxConstants of(Path file, OnnxModelFile model) throws IOException {
        OnnxConstants constants = new OnnxConstants(file);
        for (Map.Entry<String, TensorProto> entry : model.tensors().entrySet()) {
            constants.add(entry.getKey(), entry.getValue());
        }
        return constants;
    }

    private void add(String name, TensorProto tensor) throws IOException {
        Optional<WeightTensor> read = reader.read(tensor);
        if (read.isPresent()) {
            tensors.put(name, read.get());
        } else {
            TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
            others.put(name, "is of the type " + (type == null ? tensor.getDataType() : type));
        }
    }

    boolean contains(String name) {
        return tensors.containsKey(name) || others.containsKey(name);
    }

    /** The values; empty for what is not read. */
    Optional<WeightTensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * The weights of a layer.
     *
     * @throws WeightFileException if they are not constant, or of no type that weights can have
     */
    WeightTensor require(NodeProto node, int input) throws WeightFileException {
        String name = node.getInputCount() > input ? node.getInput(input) : "";
        WeightTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new WeightFileException(
                    file,
                    "the weights " + quoted(name) + " of the node " + quoted(node.getName()) + " ("
                            + node.getOpType() + ") cannot be read: what they are "
                            + others.getOrDefault(name, "depends on the input"),
                    "export the network as float32, not quantised");
        }
        return tensor;
    }

    /** Takes over what a node makes of constants alone. @return whether it does */
    boolean follow(NodeProto node) throws IOException {
        if (node.getOpType().equals("Constant") && node.getOutputCount() == 1) {
            constant(node);
            return true;
        }
        Set<String> inputs = new HashSet<>(node.getInputList());
        inputs.remove("");
        if (inputs.isEmpty() || !inputs.stream().allMatch(this::contains)) {
            return false;
        }
        Optional<WeightTensor> made = node.getOutputCount() == 1 ? made(node) : Optional.empty();
        if (made.isPresent()) {
            tensors.put(node.getOutput(0), made.get());
        } else {
            node.getOutputList().forEach(name -> others.put(name, "is computed by " + node.getOpType()));
        }
        return true;
    }

    private void constant(NodeProto node) throws IOException {
        Optional<AttributeProto> value = new OnnxAttributes(node).find("value").filter(AttributeProto::hasT);
        if (value.isPresent()) {
            add(node.getOutput(0), value.get().getT());
        } else {
            others.put(node.getOutput(0), "is no tensor");
        }
    }

    /** What stays the same tensor seen otherwise; exporters share equal tensors so. */
    private Optional<WeightTensor> made(NodeProto node) {
        WeightTensor tensor = tensors.get(node.getInput(0));
        if (tensor == null) {
            return Optional.empty();
        }
        OnnxAttributes attributes = new OnnxAttributes(node);
        return switch (node.getOpType()) {
            case "Identity" -> Optional.of(tensor);
            case "Cast" ->
                tensor.type().isFloatingPoint() && attributes.number("to", 0) == TensorProto.DataType.FLOAT_VALUE
                        ? Optional.of(tensor.as(WeightType.F32))
                        : Optional.empty();
            case "Transpose" -> {
                int dimensions = tensor.shape().length;
                long[] order = attributes.numbers("perm", dimensions, 0);
                if (attributes.find("perm").isEmpty()) {
                    for (int d = 0; d < dimensions; d++) {
                        order[d] = dimensions - 1L - d;
                    }
                }
                yield tensor.permuted(order);
            }
            default -> Optional.empty();
        };
    }
}
