package io.github.blockwright.lessons.serving;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.serve.ServedNetwork;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.serve.ServingEngine;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportedTablesTest {
    private static final OrtEnvironment RUNTIME = OrtEnvironment.getEnvironment();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.github.blockwright.lessons.ExampleTablesTest#examples")
    void onnxRuntimeAndTheFoldedBlockComputeWhatTheBlockComputes(NetworkBlock<?, ?> block) throws Exception {
        boolean isSmall = block.summary().input().height() <= 64;
        compare(block, isSmall ? 32 : 2);
    }

    @ParameterizedTest
    @MethodSource("io.github.blockwright.lessons.ExampleTablesTest#examples")
    @Tag("long")
    void theyDoSoForBatchesOf32(NetworkBlock<?, ?> block) throws Exception {
        compare(block, 32);
    }

    private void compare(NetworkBlock<?, ?> block, int batchSize) throws IOException, OrtException {
        try (NDManager manager = NDManager.newBaseManager()) {
            manager.getEngine().setRandomSeed(1);
            block.initialize(manager);
            disturbNormalisation(block, manager);
            NDArray images = images(block, batchSize, manager);
            NDArray expected = Inference.forward(block, images);

            assertEqualUpToRounding(
                    Inference.forward(block.fold(manager), images).toFloatArray(), expected);
            assertEqualUpToRounding(run(Onnx.of(block), images), expected);
            assertEqualUpToRounding(run(Onnx.of(block).keepBatchNorm(), images), expected);
            try (ServedNetwork served = Serving.of(block).open()) {
                assertThat(served.engine()).isEqualTo(ServingEngine.ONNXRUNTIME);
                assertEqualUpToRounding(
                        Inference.forward(served.layer(), images).toFloatArray(), expected);
            }
        }
    }

    /** As after a training: other statistics than a new network's, under which it stays well behaved. */
    private static void disturbNormalisation(NetworkBlock<?, ?> block, NDManager manager) {
        for (Parameter parameter : block.getParameters().values()) {
            boolean aroundOne =
                    parameter.getType() == Parameter.Type.GAMMA || parameter.getType() == Parameter.Type.RUNNING_VAR;
            boolean aroundZero =
                    parameter.getType() == Parameter.Type.BETA || parameter.getType() == Parameter.Type.RUNNING_MEAN;
            if (aroundOne || aroundZero) {
                try (NDArray values = parameter.getArray().stopGradient();
                        NDArray noise = manager.randomUniform(-0.4f, 0.4f, values.getShape())) {
                    values.addi(noise);
                }
            }
        }
    }

    /** Images that lie channels last in memory, as the data pipeline delivers them. */
    private static NDArray images(NetworkBlock<?, ?> block, int batchSize, NDManager manager) {
        return manager.randomNormal(block.summary().input().shape(batchSize))
                .transpose(0, 2, 3, 1)
                .duplicate()
                .transpose(0, 3, 1, 2);
    }

    private static void assertEqualUpToRounding(float[] actual, NDArray expected) {
        float largest = expected.abs().max().getFloat();
        assertThat(actual).containsExactly(expected.toFloatArray(), Offset.offset(1e-4f * largest));
    }

    private float[] run(Onnx onnx, NDArray images) throws IOException, OrtException {
        Path file = folder.resolve("model.onnx");
        onnx.write(file);
        FloatBuffer values = FloatBuffer.wrap(images.toFloatArray());
        try (OrtSession session = RUNTIME.createSession(file.toString());
                OnnxTensor input = OnnxTensor.createTensor(
                        RUNTIME, values, images.getShape().getShape());
                OrtSession.Result result = session.run(Map.of("images", input))) {
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] array = new float[output.remaining()];
            output.get(array);
            return array;
        }
    }
}
