package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.layers.Applied;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;

/** What a network computes in its several forms: exported, and read back. */
final class AtWork {
    private AtWork() {}

    /** Gives weights and statistics values that no part of a network takes for 0 or 1; variances stay positive. */
    static void disturb(NetworkBlock<?, ?> block, NDManager manager) {
        for (Parameter parameter : block.getParameters().values()) {
            float least = parameter.getType() == Parameter.Type.RUNNING_VAR ? 0 : -0.3f;
            try (NDArray values = parameter.getArray().stopGradient();
                    NDArray noise = manager.randomUniform(least, 0.5f, values.getShape())) {
                values.addi(noise);
            }
        }
    }

    /** What ONNX Runtime computes with the exported file. */
    static float[] exported(NetworkBlock<?, ?> block, NDArray images, Path folder) throws IOException, OrtException {
        Onnx onnx = Onnx.of(block).exporter(Linear.class, (linear, graph, x) -> graph.node("Gemm")
                .input(x, graph.parameter(linear, "weight"), graph.parameter(linear, "bias"))
                .attribute("transB", 1)
                .output(linear.getOutputShapes(new Shape[] {x.shape()})[0]));
        for (Block row : block.getChildren().values()) {
            if (row instanceof Applied applied) {
                // A user's block, which exports what is in it.
                onnx.exporter(applied.block().getClass(), (own, graph, x) -> graph.at("inner")
                        .layer(own.getChildren().get(0).getValue(), x));
            }
        }
        Path file = folder.resolve("network.onnx");
        onnx.write(file);
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        try (OrtSession session = runtime.createSession(file.toString());
                OnnxTensor input = OnnxTensor.createTensor(
                        runtime,
                        FloatBuffer.wrap(images.toFloatArray()),
                        images.getShape().getShape());
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] array = new float[values.remaining()];
            values.get(array);
            return array;
        }
    }

    /** What a fresh block computes with the weights that were saved. */
    static float[] readBack(NetworkBlock<?, ?> block, NetworkBlock<?, ?> fresh, NDArray images, Path folder)
            throws IOException {
        SavedModel.save(block, classes(block), Map.of(), folder, "network");
        try (SavedModel saved = SavedModel.load(folder.resolve("network-0000.params"), fresh)) {
            return Inference.forward(saved.block(), images).toFloatArray();
        }
    }

    /** Up to rounding, in units of the largest value. */
    static void assertEqual(float[] actual, NDArray expected) {
        float largest = expected.abs().max().getFloat();
        assertThat(largest).isGreaterThan(1e-3f);
        assertThat(actual).containsExactly(expected.toFloatArray(), Offset.offset(1e-4f * largest));
    }

    /** Names for what the last row counts. */
    static List<String> classes(NetworkBlock<?, ?> block) {
        Layer last =
                (Layer) block.getChildren().get(block.getChildren().size() - 1).getValue();
        long classes = last.getParameters().get("bias").getShape().size();
        return List.of("a", "b", "c", "d").subList(0, Math.toIntExact(classes));
    }
}
