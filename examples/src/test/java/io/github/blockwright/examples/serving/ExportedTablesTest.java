package io.github.blockwright.examples.serving;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.blockwright.examples.cifar10.CifarMobileNetV2Block;
import io.github.blockwright.examples.imagenet.ImageNetMobileNetV2Block;
import io.github.blockwright.examples.imagenet.KerasMobileNetV2Block;
import io.github.blockwright.examples.quickstart.ShapesNetBlock;
import io.github.blockwright.examples.transfer.ArrowsVsHourglassesBlock;
import io.github.blockwright.examples.transfer.DogsVsCatsBlock;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.export.Onnx;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportedTablesTest {
    private static final OrtEnvironment RUNTIME = OrtEnvironment.getEnvironment();

    @TempDir
    private Path folder;

    static Stream<NetworkBlock<?, ?>> examples() {
        return Stream.of(
                new CifarMobileNetV2Block(),
                new ImageNetMobileNetV2Block(),
                new KerasMobileNetV2Block(),
                new ShapesNetBlock(),
                new DogsVsCatsBlock(),
                new ArrowsVsHourglassesBlock());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void onnxRuntimeAndTheFoldedBlockComputeWhatTheBlockComputes(NetworkBlock<?, ?> block) throws Exception {
        try (NDManager manager = NDManager.newBaseManager()) {
            manager.getEngine().setRandomSeed(1);
            block.initialize(manager);
            disturbNormalisation(block, manager);
            NDArray images = images(block, manager);
            NDArray expected = Inference.forward(block, images);

            assertEqualUpToRounding(
                    Inference.forward(block.fold(manager), images).toFloatArray(), expected);
            assertEqualUpToRounding(run(Onnx.of(block), images), expected);
            assertEqualUpToRounding(run(Onnx.of(block).keepBatchNorm(), images), expected);
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

    /** 32 images, channels last in memory as the data pipeline delivers them. */
    private static NDArray images(NetworkBlock<?, ?> block, NDManager manager) {
        return manager.randomNormal(block.summary().input().shape(32))
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
