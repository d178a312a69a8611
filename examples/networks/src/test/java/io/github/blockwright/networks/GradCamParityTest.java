package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.ImageNetMobileNetV2Block.Row;
import io.github.blockwright.runtime.explain.GradCam;
import io.github.blockwright.runtime.weights.Weights;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grad-CAM beside PyTorch's hooks on torchvision's MobileNetV2 with the same weights; {@code mvn -Pinterop}. */
@Tag("interop")
class GradCamParityTest {
    private static final double TOLERANCE = 1e-4;

    @TempDir
    private Path folder;

    @Test
    void theMapsAreThoseOfPyTorch() throws Exception {
        String python = System.getProperty("blockwright.python", "python3");
        Process process = new ProcessBuilder(python, "src/test/python/gradcam.py", folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeThat(process.waitFor())
                .as(
                        "%s with the packages of src/test/python/requirements.txt is needed: pass"
                                + " -Dblockwright.python=<virtual environment>/bin/python",
                        python)
                .isZero();
        try (NDManager manager = NDManager.newBaseManager()) {
            ImageNetMobileNetV2_100_96Block block = new ImageNetMobileNetV2_100_96Block();
            Weights.load(block, folder.resolve("weights.pth"), manager);
            NDArray images = manager.create(
                    Reference.floats(folder.resolve("images")),
                    block.summary().input().shape(2));
            for (Row row : new Row[] {Row.STAGE5, Row.HEAD}) {
                float[] expected = Reference.floats(folder.resolve(row.name().toLowerCase(Locale.ROOT)));
                float[] found = GradCam.of(block, row, images, 3, 7).toFloatArray();
                assertThat(found).hasSameSizeAs(expected);
                double largest = 0;
                double difference = 0;
                for (int i = 0; i < found.length; i++) {
                    largest = Math.max(largest, expected[i]);
                    difference = Math.max(difference, Math.abs(found[i] - (double) expected[i]));
                }
                assertThat(largest).isPositive();
                assertThat(difference / largest).as("%s", row).isLessThan(TOLERANCE);
            }
        }
    }
}
