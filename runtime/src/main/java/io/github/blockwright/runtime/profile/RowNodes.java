package io.github.blockwright.runtime.profile;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which row a node of an exported model belongs to, by its name, which begins with the row's. */
record RowNodes(List<String> rows) {
    /** What ONNX Runtime puts before the name of a node that it has joined with the next. */
    private static final String FUSED = "fused ";

    RowNodes {
        rows = List.copyOf(rows);
    }

    /** The row of a node that was exported, or that ONNX Runtime has made of such; else nothing. */
    Optional<String> row(String node) {
        String name = node;
        while (name.startsWith(FUSED)) {
            name = name.substring(FUSED.length());
        }
        // Up to the first character that no component's name has.
        String whole = name.split("[^\\p{L}\\p{N}_$]", 2)[0];
        if (rows.contains(whole)) {
            return Optional.of(whole);
        }
        // ONNX Runtime appends to names too: stage1_nchwc, stage1_kernel_time.
        return rows.stream()
                .filter(row -> whole.startsWith(row + "_"))
                .max((a, b) -> Integer.compare(a.length(), b.length()));
    }

    /** The operators of each row of an exported model. */
    Map<String, Operators> operators(byte[] model) {
        GraphProto graph;
        try {
            graph = ModelProto.parseFrom(model).getGraph();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The exported model cannot be read", e);
        }
        Map<String, TensorProto> constants = new HashMap<>();
        graph.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
        Map<String, Operators> operators = new HashMap<>();
        rows.forEach(row -> operators.put(row, Operators.NONE));
        for (NodeProto node : graph.getNodeList()) {
            Operators one = kind(node, constants);
            row(node.getName()).ifPresent(row -> operators.merge(row, one, Operators::plus));
        }
        return operators;
    }

    private static Operators kind(NodeProto node, Map<String, TensorProto> constants) {
        return switch (node.getOpType()) {
            case "Conv" -> {
                // Filters, channels of a group, height, width.
                TensorProto weight = constants.get(node.getInput(1));
                if (group(node) > 1 && weight.getDims(1) == 1) {
                    yield new Operators(0, 0, 1, 0, 0);
                }
                yield weight.getDims(2) * weight.getDims(3) == 1
                        ? new Operators(1, 0, 0, 0, 0)
                        : new Operators(0, 1, 0, 0, 0);
            }
            case "Gemm", "MatMul" -> new Operators(0, 0, 0, 1, 0);
            default -> new Operators(0, 0, 0, 0, 1);
        };
    }

    private static long group(NodeProto node) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("group"))
                .mapToLong(AttributeProto::getI)
                .findFirst()
                .orElse(1);
    }
}
