package io.github.blockwright.runtime.export;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.export.LayerNodes.Registered;
import io.github.blockwright.runtime.layers.Applied;
import io.github.blockwright.runtime.layers.BatchNormalization;
import io.github.blockwright.runtime.layers.ChannelShuffle;
import io.github.blockwright.runtime.layers.ChannelSlice;
import io.github.blockwright.runtime.layers.Convolution;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.layers.Pooling;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every layer that is not made of others in ONNX's operators. What is made of others needs no exporter: it declares what
 * it computes.
 */
final class PrimitiveNodes {
    /** The exporters by the class of what they export. */
    static final Map<Class<?>, Registered<?>> EXPORTERS = List.<Registered<?>>of(
                    new Registered<>(Convolution.class, PrimitiveNodes::convolution),
                    new Registered<>(BatchNormalization.class, PrimitiveNodes::batchNormalization),
                    new Registered<>(Dense.class, PrimitiveNodes::dense),
                    new Registered<>(Pooling.class, PrimitiveNodes::pooling),
                    new Registered<>(
                            Flatten.class,
                            (layer, graph, x) -> graph.node("Flatten").input(x).output(layer.outputShape(x.shape()))),
                    new Registered<>(ChannelSlice.class, PrimitiveNodes::channelSlice),
                    new Registered<>(ChannelShuffle.class, PrimitiveNodes::channelShuffle),
                    new Registered<>(Dropout.class, (layer, graph, x) -> x),
                    new Registered<>(Applied.class, (layer, graph, x) -> graph.layer(layer.block(), x)))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Registered::type, exporter -> exporter));

    private PrimitiveNodes() {}

    private static OnnxValue convolution(Convolution layer, OnnxGraph graph, OnnxValue x) {
        int kernel = layer.kernel();
        int strides = layer.strides();
        long height = x.shape().get(2);
        long width = x.shape().get(3);
        OnnxNode node = graph.node("Conv").input(x, graph.parameter(layer, "weight"));
        if (layer.getDirectParameters().contains("bias")) {
            node.input(graph.parameter(layer, "bias"));
        }
        return node.list("kernel_shape", kernel, kernel)
                .list("strides", strides, strides)
                .list("pads", layer.before(height), layer.before(width), layer.behind(height), layer.behind(width))
                .attribute("group", layer.groups())
                .output(layer.outputShape(x.shape()));
    }

    private static OnnxValue batchNormalization(BatchNormalization layer, OnnxGraph graph, OnnxValue x) {
        return graph.node("BatchNormalization")
                .input(
                        x,
                        graph.parameter(layer, "gamma"),
                        graph.parameter(layer, "beta"),
                        graph.parameter(layer, "runningMean"),
                        graph.parameter(layer, "runningVar"))
                .attribute("epsilon", layer.conventions().batchNormEpsilon())
                .output(x.shape());
    }

    private static OnnxValue dense(Dense layer, OnnxGraph graph, OnnxValue x) {
        OnnxValue product = graph.at("product")
                .node("Gemm")
                .input(x, graph.parameter(layer, "weight"), graph.parameter(layer, "bias"))
                .attribute("transB", 1)
                .output(layer.outputShape(x.shape()));
        return activate(layer.activation(), graph, product);
    }

    private static OnnxValue pooling(Pooling layer, OnnxGraph graph, OnnxValue x) {
        Shape shape = layer.outputShape(x.shape());
        return switch (layer.kind()) {
            case GLOBAL_AVERAGE -> {
                Shape points = new Shape(shape.get(0), shape.get(1), 1, 1);
                OnnxValue mean =
                        graph.at("mean").node("GlobalAveragePool").input(x).output(points);
                yield graph.at("flatten").node("Flatten").input(mean).output(shape);
            }
            case GLOBAL_AVERAGE_MAP -> graph.node("GlobalAveragePool").input(x).output(shape);
            case AVERAGE -> window(layer, graph.node("AveragePool")).input(x).output(shape);
            case MAXIMUM -> window(layer, graph.node("MaxPool")).input(x).output(shape);
        };
    }

    private static OnnxNode window(Pooling layer, OnnxNode node) {
        OnnxNode windows = node.list("kernel_shape", layer.kernel(), layer.kernel())
                .list("strides", layer.strides(), layer.strides());
        int padding = layer.padding();
        return padding == 0 ? windows : windows.list("pads", padding, padding, padding, padding);
    }

    private static OnnxValue channelSlice(ChannelSlice layer, OnnxGraph graph, OnnxValue x) {
        return graph.node("Slice")
                .input(
                        x,
                        graph.numbers("start", layer.start()),
                        graph.numbers("end", layer.end()),
                        graph.numbers("axis", 1))
                .output(layer.outputShape(x.shape()));
    }

    /** ONNX takes the batch size from the input where it is to be 0. */
    private static OnnxValue channelShuffle(ChannelShuffle layer, OnnxGraph graph, OnnxValue x) {
        Shape shape = x.shape();
        long groups = layer.groups();
        long each = shape.get(1) / groups;
        long height = shape.get(2);
        long width = shape.get(3);
        OnnxValue apart = graph.at("apart")
                .node("Reshape")
                .input(x, graph.numbers("groups", 0, groups, each, height, width))
                .output(new Shape(shape.get(0), groups, each, height, width));
        OnnxValue turned = graph.at("turned")
                .node("Transpose")
                .input(apart)
                .list("perm", 0, 2, 1, 3, 4)
                .output(new Shape(shape.get(0), each, groups, height, width));
        return graph.at("together")
                .node("Reshape")
                .input(turned, graph.numbers("channels", 0, shape.get(1), height, width))
                .output(shape);
    }

    /** Adds an activation; {@link Activation#LINEAR} adds nothing. */
    static OnnxValue activate(Activation activation, OnnxGraph around, OnnxValue x) {
        OnnxGraph graph = around.at("activation");
        return switch (activation) {
            case LINEAR -> x;
            case RELU -> graph.node("Relu").input(x).output(x.shape());
            case RELU6 ->
                graph.node("Clip")
                        .input(x, scalar(graph, "min", 0), scalar(graph, "max", 6))
                        .output(x.shape());
            case HARD_SWISH -> graph.node("HardSwish").input(x).output(x.shape());
            case HARD_SIGMOID ->
                graph.node("HardSigmoid")
                        .input(x)
                        .attribute("alpha", 1f / 6)
                        .attribute("beta", 0.5f)
                        .output(x.shape());
            case SIGMOID -> graph.node("Sigmoid").input(x).output(x.shape());
            case SILU -> {
                OnnxValue gate = graph.at("sigmoid").node("Sigmoid").input(x).output(x.shape());
                yield graph.node("Mul").input(x, gate).output(x.shape());
            }
        };
    }

    private static OnnxValue scalar(OnnxGraph graph, String name, float value) {
        return graph.constant(name, new float[] {value}, new Shape());
    }
}
