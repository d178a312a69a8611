package io.github.blockwright.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.layers.Applied;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExporterTest extends WithEngine {
    /** A user's block: (N, C) times a learned vector, and the absolute value of that. */
    private static final class Scaled extends AbstractBlock {
        private final Parameter factors;

        Scaled(int features) {
            factors = addParameter(Parameter.builder()
                    .setName("factors")
                    .setType(Parameter.Type.GAMMA)
                    .optShape(new Shape(features))
                    .build());
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray x = inputs.singletonOrThrow();
            return new NDList(
                    x.mul(store.getValue(factors, x.getDevice(), training)).abs());
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inputShapes;
        }
    }

    @TempDir
    private Path folder;

    private RowsBlock block() {
        RowsBlock block = RowsBlock.of(
                RowsBlock.oddAndEven(),
                () -> RowsBlock.rows(
                        "flat",
                        new Flatten(),
                        "scaled",
                        new Applied(new Scaled(532), 532, 1, 532),
                        "logits",
                        new Dense(532, 3, Activation.LINEAR)));
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        return block;
    }

    private static OnnxValue export(Scaled block, OnnxGraph graph, OnnxValue x) {
        OnnxValue product = graph.at("product")
                .node("Mul")
                .input(x, graph.parameter(block, "factors"))
                .output(x.shape());
        return graph.at("absolute").node("Abs").input(product).output(x.shape());
    }

    @Test
    void aUsersBlockWithoutAnExporterIsRefusedByItsRow() {
        Path file = folder.resolve("model.onnx");
        assertThatThrownBy(() -> Onnx.export(block(), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The row scaled has a block Scaled, which has no ONNX export: register one with"
                        + " Onnx.of(block).exporter(Scaled.class, ...)");
        assertThat(file).doesNotExist();
    }

    @Test
    void aUsersBlockIsExportedByItsExporter() throws Exception {
        RowsBlock block = block();
        Path file = folder.resolve("model.onnx");
        Onnx.of(block).exporter(Scaled.class, OnnxExporterTest::export).write(file);
        NDArray images = normal(4, 2, 19, 14);
        assertThat(new OnnxFile(file).run(images))
                .containsExactly(Inference.forward(block, images).toFloatArray(), Offset.offset(1e-4f));
    }

    @Test
    void twoNodesOfOnePlaceAreRefused() {
        Onnx onnx = Onnx.of(block()).exporter(Scaled.class, (block, graph, x) -> {
            OnnxValue once = graph.node("Abs").input(x).output(x.shape());
            return graph.node("Abs").input(once).output(x.shape());
        });
        assertThatThrownBy(() -> onnx.write(folder.resolve("model.onnx")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The model has a scaled already: give every node and constant of a block another part in"
                        + " at(...)");
    }

    @Test
    void aPlaceOfANodeCannotBeThatOfTheOutputToo() {
        Onnx onnx = Onnx.of(block()).exporter(Scaled.class, (block, graph, x) -> {
            OnnxValue once = graph.node("Abs").input(x).output(x.shape());
            return graph.at("again").node("Abs").input(once).output(x.shape());
        });
        assertThatThrownBy(() -> onnx.write(folder.resolve("model.onnx")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The model has a scaled already");
    }

    @Test
    void int8LeavesAUsersConstantAloneWhateverItIsCalled() throws Exception {
        RowsBlock block = block();
        Path file = folder.resolve("model.onnx");
        Onnx.of(block)
                .exporter(Scaled.class, (scaled, graph, x) -> {
                    NDArray factors =
                            scaled.getDirectParameters().get("factors").getArray();
                    OnnxValue scale = graph.constant("scale", factors.toFloatArray(), factors.getShape());
                    OnnxValue product =
                            graph.at("product").node("Mul").input(x, scale).output(x.shape());
                    return graph.at("absolute").node("Abs").input(product).output(x.shape());
                })
                .int8(images())
                .write(file);
        assertNearlyRight(block, file);
    }

    @Test
    void int8LeavesADenseLayerOfAnotherLayoutAlone() throws Exception {
        RowsBlock block = block();
        Path file = folder.resolve("model.onnx");
        float[] diagonal = new float[532 * 532];
        Onnx.of(block)
                .exporter(Scaled.class, (scaled, graph, x) -> {
                    float[] factors = scaled.getDirectParameters()
                            .get("factors")
                            .getArray()
                            .toFloatArray();
                    for (int i = 0; i < factors.length; i++) {
                        diagonal[i * factors.length + i] = factors[i];
                    }
                    OnnxValue product = graph.at("product")
                            .node("Gemm")
                            .input(
                                    x,
                                    graph.constant("diagonal", diagonal, new Shape(532, 532)),
                                    graph.constant("zeros", new float[532], new Shape(532)))
                            .output(x.shape());
                    return graph.at("absolute").node("Abs").input(product).output(x.shape());
                })
                .int8(images())
                .write(file);
        assertNearlyRight(block, file);
    }

    private ImageDataset images() {
        byte[][] pixels = new byte[16][19 * 14 * 2];
        Random random = new Random(1);
        for (byte[] image : pixels) {
            random.nextBytes(image);
        }
        return new ImageDataset(19, 14, 2, List.of("a"), pixels, new int[16]);
    }

    private void assertNearlyRight(RowsBlock block, Path file) throws Exception {
        try (BatchStream stream =
                Batches.of(images(), block.summary().input(), 16).open(0)) {
            NDArray batch = stream.next(manager).images();
            NDArray expected = Inference.forward(block, batch);
            float largest = expected.abs().max().getFloat();
            assertThat(new OnnxFile(file).run(batch))
                    .containsExactly(expected.toFloatArray(), Offset.offset(0.05f * largest));
        }
    }
}
