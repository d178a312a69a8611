package io.github.blockwright.runtime.weights.formats;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The attributes of a node of ONNX. */
record OnnxAttributes(NodeProto node) {
    Optional<AttributeProto> find(String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }

    long number(String name, long usual) {
        return find(name).map(AttributeProto::getI).orElse(usual);
    }

    float real(String name, float usual) {
        return find(name).map(AttributeProto::getF).orElse(usual);
    }

    String text(String name, String usual) {
        return find(name)
                .map(attribute -> attribute.getS().toString(StandardCharsets.UTF_8))
                .orElse(usual);
    }

    /** A list, of so many times the usual number where the node has none. */
    long[] numbers(String name, int count, long usual) {
        Optional<AttributeProto> found = find(name);
        long[] numbers = new long[found.map(AttributeProto::getIntsCount).orElse(count)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = found.isPresent() ? found.get().getInts(i) : usual;
        }
        return numbers;
    }
}
