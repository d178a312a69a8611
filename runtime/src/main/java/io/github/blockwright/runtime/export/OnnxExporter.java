package io.github.blockwright.runtime.export;

import ai.djl.nn.Block;

/**
 * Says a block in ONNX's operators; see {@link Onnx#exporter}.
 *
 * @param <B> the block's class
 */
@FunctionalInterface
public interface OnnxExporter<B extends Block> {
    /**
     * Adds the nodes that compute what the block computes in inference. It may be asked more than once for a model.
     *
     * @param block with its weights
     * @param graph names what is added to it by the block's place in the table
     * @param x the block's input
     * @return the block's output
     */
    OnnxValue export(B block, OnnxGraph graph, OnnxValue x);
}
