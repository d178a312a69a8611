package io.github.blockwright.runtime.export;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.layers.Applied;
import io.github.blockwright.runtime.layers.BatchNormalization;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Convolution;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.DepthwiseSeparable;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.Residual;
import io.github.blockwright.runtime.layers.SqueezeExcitation;
import io.github.blockwright.runtime.layers.Stage;
import io.github.blockwright.runtime.layers.ZeroPadding;
import java.util.Map;

/** Every layer of the table language in ONNX's operators, one method for each, and the user's own. */
final class LayerNodes {
    private final Map<Class<?>, Registered<?>> exporters;

    /** @param exporters by the class of the blocks that they export; they come before the language's own */
    LayerNodes(Map<Class<?>, Registered<?>> exporters) {
        this.exporters = Map.copyOf(exporters);
    }

    /** A user's exporter and the class of what it exports. */
    record Registered<B extends Block>(Class<B> type, OnnxExporter<? super B> exporter) {
        private OnnxValue export(Block block, OnnxGraph graph, OnnxValue x) {
            return exporter.export(type.cast(block), graph, x);
        }
    }

    /** Adds a block's nodes; see {@link OnnxGraph#layer}. */
    OnnxValue export(Block block, OnnxGraph graph, OnnxValue x) {
        Registered<?> registered = exporters.get(block.getClass());
        if (registered != null) {
            return registered.export(block, graph, x);
        }
        if (block instanceof ConvNormActivation layer) {
            return activate(layer.activation(), graph, inTurn(layer, graph, x));
        }
        if (block instanceof InvertedResidual layer) {
            return invertedResidual(layer, graph, x);
        }
        if (block instanceof Residual layer) {
            return residual(layer, graph, x);
        }
        if (block instanceof SqueezeExcitation layer) {
            return graph.at("scale")
                    .node("Mul")
                    .input(x, inTurn(layer, graph, x))
                    .output(x.shape());
        }
        if (block instanceof Stage || block instanceof Backbone<?> || block instanceof DepthwiseSeparable) {
            return inTurn(block, graph, x);
        }
        if (block instanceof Convolution layer) {
            return convolution(layer, graph, x);
        }
        if (block instanceof BatchNormalization layer) {
            return batchNormalization(layer, graph, x);
        }
        if (block instanceof Dense layer) {
            return dense(layer, graph, x);
        }
        if (block instanceof Pooling layer) {
            return pooling(layer, graph, x);
        }
        if (block instanceof Flatten layer) {
            return graph.node("Flatten").input(x).output(layer.outputShape(x.shape()));
        }
        if (block instanceof Dropout) {
            return x;
        }
        if (block instanceof Applied layer) {
            return export(layer.block(), graph, x);
        }
        String type = block.getClass().getSimpleName();
        throw new IllegalArgumentException("The row " + graph.path() + " has a block " + type
                + ", which has no ONNX export: register one with Onnx.of(block).exporter(" + type + ".class, ...)");
    }

    private static OnnxValue inTurn(Block layer, OnnxGraph graph, OnnxValue x) {
        OnnxValue value = x;
        for (String name : layer.getChildren().keys()) {
            value = child(name, layer, graph, value);
        }
        return value;
    }

    /** The output of a child; the input itself if the layer has no such child. */
    private static OnnxValue child(String name, Block layer, OnnxGraph graph, OnnxValue x) {
        Block child = layer.getChildren().get(name);
        return child == null ? x : graph.at(name).layer(child, x);
    }

    private static OnnxValue invertedResidual(InvertedResidual layer, OnnxGraph graph, OnnxValue x) {
        OnnxValue wide = child("expand", layer, graph, x);
        OnnxValue filtered = child("squeeze", layer, graph, child("depthwise", layer, graph, wide));
        return switch (layer.shortcut()) {
            case BOTTLENECK -> add(graph, child("project", layer, graph, filtered), x);
            case EXPANSION -> child("project", layer, graph, add(graph, filtered, wide));
            case NONE -> child("project", layer, graph, filtered);
        };
    }

    private static OnnxValue residual(Residual layer, OnnxGraph graph, OnnxValue x) {
        OnnxValue narrow = child("convolve", layer, graph, child("reduce", layer, graph, x));
        OnnxValue branch = child("expand", layer, graph, narrow);
        return activate(layer.activation(), graph, add(graph, branch, child("project", layer, graph, x)));
    }

    private static OnnxValue add(OnnxGraph graph, OnnxValue branch, OnnxValue shortcut) {
        return graph.at("add").node("Add").input(branch, shortcut).output(branch.shape());
    }

    private static OnnxValue convolution(Convolution layer, OnnxGraph graph, OnnxValue x) {
        Padding padding = layer.padding();
        int kernel = layer.kernel();
        int strides = layer.strides();
        long height = x.shape().get(2);
        long width = x.shape().get(3);
        long top = ZeroPadding.before(padding, height, kernel, strides);
        long left = ZeroPadding.before(padding, width, kernel, strides);
        OnnxNode node = graph.node("Conv").input(x, graph.parameter(layer, "weight"));
        if (layer.getDirectParameters().contains("bias")) {
            node.input(graph.parameter(layer, "bias"));
        }
        return node.list("kernel_shape", kernel, kernel)
                .list("strides", strides, strides)
                .list(
                        "pads",
                        top,
                        left,
                        ZeroPadding.total(padding, height, kernel, strides) - top,
                        ZeroPadding.total(padding, width, kernel, strides) - left)
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
        return node.list("kernel_shape", layer.kernel(), layer.kernel())
                .list("strides", layer.strides(), layer.strides());
    }

    private static OnnxValue activate(Activation activation, OnnxGraph around, OnnxValue x) {
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
