package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.util.Pair;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.layers.Applied;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables with every operator, generated, compiled, trained, folded, exported, saved and read back. */
class OperatorsAtWorkTest {
    private static final int IMAGES = 8;

    @TempDir
    private Path folder;

    static List<String> tables() {
        return Operators.TABLES;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whatATrainedNetworkComputesItComputesFoldedExportedAndReadBack(String table) throws Exception {
        try (NDManager manager = NDManager.newBaseManager()) {
            NetworkBlock<?, ?> block = network(table);
            block.initialize(manager);
            trainOneStep(block, manager);
            disturb(block, manager);
            NDArray images = manager.randomNormal(block.summary().input().shape(IMAGES));
            NDArray expected = Inference.forward(block, images);

            assertEqual(Inference.forward(block.fold(manager), images).toFloatArray(), expected);
            assertEqual(exported(block, images), expected);
            assertThat(readBack(block, table, images)).isEqualTo(expected.toFloatArray());
        }
    }

    private static NetworkBlock<?, ?> network(String table) {
        return BuiltNetwork.of(table, "tables." + table + "Block").block();
    }

    /** Every row with weights learns, unless its table says that it does not. */
    private static void trainOneStep(NetworkBlock<?, ?> block, NDManager manager) {
        Map<String, float[]> before = BuiltNetwork.values(block);
        Recipe recipe = Recipe.builder()
                .epochs(1)
                .batchSize(IMAGES)
                .schedule(new Schedule.WarmUpCosine(0.1, 0.1))
                .build();
        Training.of(block, recipe).run(manager, noise(block), null);
        Map<String, float[]> after = BuiltNetwork.values(block);
        for (Pair<String, Block> row : block.getChildren()) {
            List<String> parameters = after.keySet().stream()
                    .filter(name -> name.startsWith(row.getKey() + "."))
                    .toList();
            assertThat(parameters.stream().anyMatch(name -> !Arrays.equals(before.get(name), after.get(name))))
                    .as("%s of %s learns", row.getKey(), block.summary().name())
                    .isEqualTo(!parameters.isEmpty());
        }
    }

    /** Gives weights and statistics values that no part of a network takes for 0 or 1; variances stay positive. */
    private static void disturb(NetworkBlock<?, ?> block, NDManager manager) {
        for (Parameter parameter : block.getParameters().values()) {
            float least = parameter.getType() == Parameter.Type.RUNNING_VAR ? 0 : -0.3f;
            try (NDArray values = parameter.getArray().stopGradient();
                    NDArray noise = manager.randomUniform(least, 0.5f, values.getShape())) {
                values.addi(noise);
            }
        }
    }

    private float[] exported(NetworkBlock<?, ?> block, NDArray images) throws IOException, OrtException {
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

    private float[] readBack(NetworkBlock<?, ?> block, String table, NDArray images) throws IOException {
        SavedModel.save(block, classes(block), Map.of(), folder, "network");
        try (SavedModel saved = SavedModel.load(folder.resolve("network-0000.params"), network(table))) {
            return Inference.forward(saved.block(), images).toFloatArray();
        }
    }

    private static void assertEqual(float[] actual, NDArray expected) {
        float largest = expected.abs().max().getFloat();
        assertThat(largest).isGreaterThan(1e-3f);
        assertThat(actual).containsExactly(expected.toFloatArray(), Offset.offset(1e-4f * largest));
    }

    private static List<String> classes(NetworkBlock<?, ?> block) {
        Layer last =
                (Layer) block.getChildren().get(block.getChildren().size() - 1).getValue();
        long classes = last.getParameters().get("bias").getShape().size();
        return List.of("a", "b", "c", "d").subList(0, Math.toIntExact(classes));
    }

    private static ImageDataset noise(NetworkBlock<?, ?> block) {
        Shape image = block.summary().input().shape(1);
        Random random = new Random(1);
        byte[][] pixels = new byte[IMAGES][Math.toIntExact(image.size())];
        int[] labels = new int[IMAGES];
        List<String> classes = classes(block);
        for (int i = 0; i < IMAGES; i++) {
            random.nextBytes(pixels[i]);
            labels[i] = i % classes.size();
        }
        return new ImageDataset(
                Math.toIntExact(image.get(2)),
                Math.toIntExact(image.get(3)),
                Math.toIntExact(image.get(1)),
                classes,
                pixels,
                labels);
    }
}
