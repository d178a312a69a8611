package io.github.blockwright.runtime.export;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.blockwright.runtime.layers.Composite;
import io.github.blockwright.runtime.layers.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every block in ONNX's operators: by what it declares if it is made of others, and else by an exporter of its class. */
final class LayerNodes {
    private final Map<Class<?>, Registered<?>> exporters = new HashMap<>(PrimitiveNodes.EXPORTERS);

    /** @param exporters by the class of the blocks that they export; they come before the language's own */
    LayerNodes(Map<Class<?>, Registered<?>> exporters) {
        this.exporters.putAll(exporters);
    }

    /** An exporter and the class of what it exports. */
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
        if (block instanceof Composite composite) {
            return inTurn(composite.steps(), graph, x);
        }
        String type = block.getClass().getSimpleName();
        throw new IllegalArgumentException("The row " + graph.path() + " has a block " + type
                + ", which has no ONNX export: register one with Onnx.of(block).exporter(" + type + ".class, ...)");
    }

    private static OnnxValue inTurn(List<Step> steps, OnnxGraph graph, OnnxValue x) {
        OnnxValue value = x;
        for (Step step : steps) {
            value = step.accept(new StepNodes(graph, value));
        }
        return value;
    }

    /** Adds the nodes of a step with the given input. */
    private record StepNodes(OnnxGraph graph, OnnxValue x) implements Step.Visitor<OnnxValue> {
        @Override
        public OnnxValue visit(Step.Child child) {
            return graph.at(child.name()).layer(child.layer(), x);
        }

        @Override
        public OnnxValue visit(Step.Activate step) {
            return PrimitiveNodes.activate(step.activation(), graph, x);
        }

        @Override
        public OnnxValue visit(Step.Sum sum) {
            OnnxValue branch = inTurn(sum.branch(), graph, x);
            OnnxValue shortcut = inTurn(sum.shortcut(), graph, x);
            return graph.at("add").node("Add").input(branch, shortcut).output(branch.shape());
        }

        @Override
        public OnnxValue visit(Step.Product product) {
            OnnxValue factors = inTurn(product.branch(), graph, x);
            return graph.at("scale").node("Mul").input(x, factors).output(x.shape());
        }

        @Override
        public OnnxValue visit(Step.Join join) {
            OnnxValue first = inTurn(join.first(), graph, x);
            OnnxValue second = inTurn(join.second(), graph, x);
            Shape shape = first.shape();
            return graph.at("join")
                    .node("Concat")
                    .input(first, second)
                    .attribute("axis", 1)
                    .output(new Shape(
                            shape.get(0), shape.get(1) + second.shape().get(1), shape.get(2), shape.get(3)));
        }
    }
}
