package io.github.blockwright.runtime.export;

import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;

/** A node in the making: {@code graph.node("Relu").input(x).output(x.shape())}. */
public final class OnnxNode {
    private final OnnxGraph graph;
    private final NodeProto.Builder node;

    OnnxNode(OnnxGraph graph, NodeProto.Builder node) {
        this.graph = graph;
        this.node = node;
    }

    /**
     * Adds the next inputs.
     *
     * @param values in order
     * @return this
     */
    public OnnxNode input(OnnxValue... values) {
        for (OnnxValue value : values) {
            node.addInput(value.name());
        }
        return this;
    }

    /**
     * Sets an attribute to a whole number.
     *
     * @param name of the parameter, layer or attribute
     * @param value of the attribute
     * @return this
     */
    public OnnxNode attribute(String name, long value) {
        return add(attribute(name, AttributeProto.AttributeType.INT).setI(value));
    }

    /**
     * Sets an attribute to a fraction.
     *
     * @param name of the parameter, layer or attribute
     * @param value of the attribute
     * @return this
     */
    public OnnxNode attribute(String name, float value) {
        return add(attribute(name, AttributeProto.AttributeType.FLOAT).setF(value));
    }

    /** Leaves the next input out. */
    OnnxNode without() {
        node.addInput("");
        return this;
    }

    /** Sets an attribute to a word. */
    OnnxNode attribute(String name, String value) {
        return add(attribute(name, AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
    }

    /**
     * Sets an attribute to a list of whole numbers.
     *
     * @param name of the parameter, layer or attribute
     * @param values in order
     * @return this
     */
    public OnnxNode list(String name, long... values) {
        AttributeProto.Builder attribute = attribute(name, AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return add(attribute);
    }

    /**
     * Adds the node to the graph.
     *
     * @param shape of the output, for a batch of one
     * @return the output, which has the node's name
     * @throws IllegalStateException if another node has that name
     */
    public OnnxValue output(Shape shape) {
        return graph.add(node, shape);
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private OnnxNode add(AttributeProto.Builder attribute) {
        node.addAttribute(attribute);
        return this;
    }
}
