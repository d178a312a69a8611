package io.github.blockwright.lessons.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.lessons.TestData;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.export.Onnx;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CIFAR-10 network where browsers run it: ONNX Runtime Web, here under Node; {@code mvn -Pinterop}. */
@Tag("interop")
class OnnxWebTest {
    private static final Program NODE = new Program("node");
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final int IMAGES = 10;

    @TempDir
    private Path folder;

    @Test
    void onnxRuntimeWebComputesWhatTheBlockComputesForTenTestImages() throws Exception {
        assumeThat(NODE.answer("--version")).as("node is needed").startsWith("v");
        assumeThat(SCRIPTS.resolve("node_modules/onnxruntime-web"))
                .as("ONNX Runtime Web is needed: run npm ci in examples/lessons/%s", SCRIPTS)
                .isDirectory();
        ImageDataset images = Pictures.cifar10(TestData.path("cifar-10-batches-bin"))
                .validation(CifarMobileNetV2Block.SUMMARY.input())
                .subset(IntStream.range(0, IMAGES).toArray());
        Path model = folder.resolve("cifar10.onnx");
        Path pixels = folder.resolve("pixels");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < IMAGES; i++) {
            bytes.writeBytes(images.pixels(i));
        }
        Files.write(pixels, bytes.toByteArray());
        try (NDManager manager = NDManager.newBaseManager();
                BatchStream stream = Batches.of(images, CifarMobileNetV2Block.SUMMARY.input(), IMAGES)
                        .open(0);
                Batch batch = stream.next(manager)) {
            CifarMobileNetV2Block block = new CifarMobileNetV2Block();
            block.initialize(manager);
            Onnx.of(block).preprocessing().write(model);
            NDArray expected = Inference.forward(block, batch.images()).softmax(1);

            Program.Run run = NODE.run(
                    SCRIPTS.resolve("probabilities.js").toString(),
                    model.toString(),
                    pixels.toString(),
                    Integer.toString(IMAGES),
                    "32",
                    "32",
                    "3");

            assertThat(run.code()).as(run.output()).isZero();
            List<Float> found = run.output().lines().map(Float::valueOf).toList();
            float[] values = expected.toFloatArray();
            assertThat(found).hasSize(values.length);
            for (int i = 0; i < values.length; i++) {
                assertThat(found.get(i)).isCloseTo(values[i], within(1e-5f));
            }
        }
    }
}
