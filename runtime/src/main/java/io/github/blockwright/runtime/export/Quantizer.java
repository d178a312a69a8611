package io.github.blockwright.runtime.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts int8 into a model in the form that runtimes look for (QDQ): every array that a convolution, dense layer or addition
 * reads goes through QuantizeLinear and DequantizeLinear, weights lie in the file as int8 with a scale for each output
 * channel, biases as int32. A runtime with integer kernels merges these nodes into them; any other computes the same in
 * float.
 */
final class Quantizer {
    private static final Set<String> WEIGHTED = Set.of("Conv", "Gemm");
    // Runtimes compute these with the convolution before them, so what is between has no steps of its own.
    private static final Set<String> MERGED = Set.of("Relu", "Clip");
    private static final List<String> ADDED = List.of("codes", "scale", "zeroPoint", "dequantized");

    private final GraphProto graph;
    private final Map<String, Range> ranges;
    private final Map<String, TensorProto> constants = new LinkedHashMap<>();
    private final Set<String> quantized = new HashSet<>();
    private final Map<String, Integer> readers = new HashMap<>();
    private final GraphProto.Builder result;
    private final String mark;

    private Quantizer(GraphProto graph, Map<String, Range> ranges) {
        this.graph = graph;
        this.ranges = ranges;
        this.result = graph.toBuilder().clearNode().clearInitializer();
        graph.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
        graph.getNodeList().stream()
                .flatMap(node -> node.getInputList().stream())
                .forEach(name -> readers.merge(name, 1, Integer::sum));
        this.mark = mark();
    }

    /** What stands between an array's name and that of what it gets here, so that none of them is there already. */
    private String mark() {
        Set<String> names = new HashSet<>(constants.keySet());
        graph.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
        String candidate = ".";
        while (anyEndsWith(names, candidate)) {
            candidate += "int8.";
        }
        return candidate;
    }

    private static boolean anyEndsWith(Set<String> names, String mark) {
        return ADDED.stream().anyMatch(part -> names.stream().anyMatch(name -> name.endsWith(mark + part)));
    }

    /**
     * A graph's twin in int8.
     *
     * @param graph whose weights are float32 constants, biases among them
     * @param ranges of the arrays that may become uint8, by their names; all others stay float32
     */
    public static GraphProto quantize(GraphProto graph, Map<String, Range> ranges) {
        return new Quantizer(graph, ranges).run();
    }

    private GraphProto run() {
        Set<String> chosen = chosen();
        graph.getInputList().stream()
                .map(ValueInfoProto::getName)
                .filter(chosen::contains)
                .forEach(this::throughSteps);
        for (NodeProto node : graph.getNodeList()) {
            result.addNode(node.getInputCount() > 0 && isSteps(node) ? weighted(node) : reading(node));
            if (chosen.contains(node.getOutput(0))) {
                throughSteps(node.getOutput(0));
            }
        }
        constants.values().forEach(result::addInitializer);
        return result.build();
    }

    /** The arrays of known range, but for the model's outputs and those within a convolution and its activation. */
    private Set<String> chosen() {
        Map<String, List<String>> operators = new HashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            node.getInputList().forEach(input -> operators
                    .computeIfAbsent(input, name -> new ArrayList<>())
                    .add(node.getOpType()));
        }
        Set<String> names = new HashSet<>(ranges.keySet());
        graph.getOutputList().forEach(output -> names.remove(output.getName()));
        for (NodeProto node : graph.getNodeList()) {
            String output = node.getOutput(0);
            if (WEIGHTED.contains(node.getOpType()) && MERGED.containsAll(operators.getOrDefault(output, List.of()))) {
                names.remove(output);
            }
        }
        return names;
    }

    /** Whether a node is a convolution or dense layer as this library has them; a user's own may be others. */
    private boolean isSteps(NodeProto node) {
        return WEIGHTED.contains(node.getOpType())
                && node.getInputCount() == 3
                && quantized.contains(node.getInput(0))
                && isItsOwn(node.getInput(1))
                && isItsOwn(node.getInput(2))
                && (node.getOpType().equals("Conv") || isDense(node));
    }

    /** Whether a name is that of a constant that nothing else reads. */
    private boolean isItsOwn(String name) {
        return constants.containsKey(name) && readers.get(name) == 1;
    }

    private static boolean isDense(NodeProto product) {
        return product.getAttributeCount() == 1
                && product.getAttribute(0).getName().equals("transB")
                && product.getAttribute(0).getI() == 1;
    }

    private NodeProto reading(NodeProto node) {
        NodeProto.Builder copy = node.toBuilder().clearInput();
        node.getInputList().forEach(input -> copy.addInput(quantized.contains(input) ? dequantized(input) : input));
        return copy.build();
    }

    private NodeProto weighted(NodeProto node) {
        String weight = node.getInput(1);
        String bias = node.getInput(2);
        float inputScale = ranges.get(node.getInput(0)).scale();
        TensorProto weights = constants.remove(weight);
        QuantizedWeight codes = QuantizedWeight.of(floats(weights), floats(constants.remove(bias)), inputScale);
        long channels = codes.scales().length;
        float[] biasScales = new float[codes.scales().length];
        for (int i = 0; i < biasScales.length; i++) {
            biasScales[i] = codes.scales()[i] * inputScale;
        }
        ByteBuffer biasCodes = bytes(codes.bias().length);
        biasCodes.asIntBuffer().put(codes.bias());
        constant(weight + mark + "codes", DataType.INT8, ByteBuffer.wrap(codes.codes()), weights.getDimsList());
        constant(weight + mark + "scale", DataType.FLOAT, floats(codes.scales()), List.of(channels));
        constant(bias + mark + "codes", DataType.INT32, biasCodes, List.of(channels));
        constant(bias + mark + "scale", DataType.FLOAT, floats(biasScales), List.of(channels));
        // All zeros, which ONNX allows to leave out and ONNX Runtime's dense layer does not.
        constant(weight + mark + "zeroPoint", DataType.INT8, ByteBuffer.allocate(biasScales.length), List.of(channels));
        result.addNode(perChannel(weight).addInput(weight + mark + "zeroPoint"));
        result.addNode(perChannel(bias));
        return node.toBuilder()
                .clearInput()
                .addInput(dequantized(node.getInput(0)))
                .addInput(dequantized(weight))
                .addInput(dequantized(bias))
                .build();
    }

    private NodeProto.Builder perChannel(String name) {
        return NodeProto.newBuilder()
                .setName(dequantized(name))
                .setOpType("DequantizeLinear")
                .addInput(name + mark + "codes")
                .addInput(name + mark + "scale")
                .addOutput(dequantized(name))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(0));
    }

    private void throughSteps(String name) {
        Range range = ranges.get(name);
        constant(name + mark + "scale", DataType.FLOAT, floats(new float[] {range.scale()}), List.of());
        constant(
                name + mark + "zeroPoint",
                DataType.UINT8,
                ByteBuffer.wrap(new byte[] {(byte) range.zeroPoint()}),
                List.of());
        result.addNode(perTensor("QuantizeLinear", name, name, name + mark + "codes"));
        result.addNode(perTensor("DequantizeLinear", name, name + mark + "codes", dequantized(name)));
        quantized.add(name);
    }

    private NodeProto perTensor(String operator, String name, String from, String to) {
        return NodeProto.newBuilder()
                .setName(to)
                .setOpType(operator)
                .addInput(from)
                .addInput(name + mark + "scale")
                .addInput(name + mark + "zeroPoint")
                .addOutput(to)
                .build();
    }

    private String dequantized(String name) {
        return name + mark + "dequantized";
    }

    private void constant(String name, DataType type, ByteBuffer values, List<Long> shape) {
        constants.put(
                name,
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(type.getNumber())
                        .setRawData(ByteString.copyFrom(values))
                        .addAllDims(shape)
                        .build());
    }

    private static float[] floats(TensorProto tensor) {
        FloatBuffer values = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] array = new float[values.remaining()];
        values.get(array);
        return array;
    }

    private static ByteBuffer floats(float[] values) {
        ByteBuffer bytes = bytes(values.length);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer bytes(int numbers) {
        return ByteBuffer.allocate(numbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
