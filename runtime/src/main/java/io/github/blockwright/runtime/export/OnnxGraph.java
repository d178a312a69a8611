package io.github.blockwright.runtime.export;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/**
 * A model's nodes and constants, seen from one place in the table: what is added here is called after that place, such as
 * {@code stage2.0.expand.conv}, and its constants {@code stage2.0.expand.conv.weight}.
 */
public final class OnnxGraph {
    private final GraphProto.Builder proto;
    private final LayerNodes layers;
    private final Observer observer;
    private final Set<String> taken;
    private final String path;

    private OnnxGraph(GraphProto.Builder proto, LayerNodes layers, Observer observer, Set<String> taken, String path) {
        this.proto = proto;
        this.layers = layers;
        this.observer = observer;
        this.taken = taken;
        this.path = path;
    }

    static OnnxGraph of(GraphProto.Builder proto, LayerNodes layers, Observer observer) {
        return new OnnxGraph(proto, layers, observer, new HashSet<>(), "");
    }

    /** Follows an export. */
    interface Observer {
        /** Does not care. */
        Observer NONE = (block, x, output, name) -> {};

        /**
         * Hears that a block is exported.
         *
         * @param x the name of its input
         * @param output of its output so far
         * @param name of its output from now on
         */
        void exported(Block block, String x, String output, String name);
    }

    /** {@return the place in the table, parts separated by dots} */
    public String path() {
        return path;
    }

    /**
     * The same graph seen from a place within this one.
     *
     * @param part of the layer
     * @return the graph at that place
     */
    public OnnxGraph at(String part) {
        return new OnnxGraph(proto, layers, observer, taken, within(part));
    }

    /**
     * Starts the node of this place. There is one; a block of several gives each a place of its own with {@link #at}.
     *
     * @param operator of ONNX's own, of opset {@value Onnx#OPSET}
     * @return the node, to be given inputs and an output
     */
    public OnnxNode node(String operator) {
        return new OnnxNode(this, NodeProto.newBuilder().setName(path).setOpType(operator));
    }

    /**
     * Adds a constant of this place.
     *
     * @param name of the parameter, layer or attribute
     * @param values in order
     * @param shape of the values
     * @return what nodes take as an input
     */
    public OnnxValue constant(String name, float[] values, Shape shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, bytes, shape);
    }

    /** Adds a constant list of whole numbers. */
    OnnxValue numbers(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, bytes, new Shape(values.length));
    }

    private OnnxValue constant(String name, TensorProto.DataType type, ByteBuffer values, Shape shape) {
        OnnxValue constant = new OnnxValue(within(name), shape);
        claim(constant.name());
        TensorProto.Builder tensor = proto.addInitializerBuilder()
                .setName(constant.name())
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(values));
        for (long size : shape.getShape()) {
            tensor.addDims(size);
        }
        return constant;
    }

    /**
     * Adds a parameter of a block of this place, by the name that it has there.
     *
     * @param block whose parameters or nodes they are
     * @param name of the parameter, layer or attribute
     * @return what nodes take as an input
     */
    public OnnxValue parameter(Block block, String name) {
        Parameter parameter = block.getDirectParameters().get(name);
        return constant(name, parameter.getArray().toFloatArray(), parameter.getShape());
    }

    /**
     * Adds the nodes of a block of this place: any layer of the table language, or a block that has an exporter.
     *
     * @param block whose parameters or nodes they are
     * @param x what it is computed of
     * @return its output, which is called after this place, or the input where the block does nothing in inference
     * @throws IllegalArgumentException if there is no exporter for it
     */
    public OnnxValue layer(Block block, OnnxValue x) {
        OnnxValue output = layers.export(block, this, x);
        OnnxValue named = output.name().startsWith(path + ".") ? rename(output) : output;
        observer.exported(block, x.name(), output.name(), named.name());
        return named;
    }

    OnnxValue add(NodeProto.Builder node, Shape shape) {
        claim(node.getName());
        proto.addNode(node.addOutput(node.getName()));
        return new OnnxValue(node.getName(), shape);
    }

    private OnnxValue rename(OnnxValue value) {
        claim(path);
        for (NodeProto.Builder node : proto.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(value.name())) {
                    node.setInput(i, path);
                }
            }
            if (node.getOutput(0).equals(value.name())) {
                node.setOutput(0, path);
            }
        }
        return new OnnxValue(path, value.shape());
    }

    private String within(String part) {
        return path.isEmpty() ? part : path + "." + part;
    }

    private void claim(String name) {
        if (!taken.add(name)) {
            throw new IllegalStateException("The model has a " + name
                    + " already: give every node and constant of a block another part in at(...)");
        }
    }
}
