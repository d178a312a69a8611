package io.github.blockwright.lessons.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.Serving;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One exported file and pictures of any size, in ONNX Runtime's Java, Python and Web; the last two with {@code -Pinterop}. */
class AnySizeTest {
    private static final List<String> CLASSES =
            IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
    private static final Path NODE_SCRIPTS = Path.of("src/test/node");

    @TempDir
    private Path folder;

    /** Says what a model makes of a photo. */
    @FunctionalInterface
    private interface Other {
        List<Float> probabilities(Path model, Photo photo) throws Exception;
    }

    @Test
    void onnxRuntimeForJavaSaysWhatPredictSays() throws Exception {
        compare((model, photo) -> {
            try (OnnxClassifier classifier = new OnnxClassifier(model)) {
                List<OnnxClassifier.Guess> guesses = new ArrayList<>(classifier.classify(photo));
                guesses.sort((a, b) -> a.label().compareTo(b.label()));
                return guesses.stream().map(OnnxClassifier.Guess::probability).toList();
            }
        });
    }

    @Test
    @Tag("interop")
    void onnxRuntimeForPythonSaysWhatPredictSays() throws Exception {
        Program python = new Program(System.getProperty("blockwright.python", "python3"));
        assumeThat(python.answer("-c", "import onnxruntime; print('onnxruntime', onnxruntime.__version__)"))
                .as("%s with onnxruntime is needed", python.executable())
                .startsWith("onnxruntime ");
        compare((model, photo) -> run(python, "src/test/python/probabilities.py", model, photo));
    }

    @Test
    @Tag("interop")
    void onnxRuntimeWebSaysWhatPredictSays() throws Exception {
        Program node = new Program("node");
        assumeThat(node.answer("--version")).as("node is needed").startsWith("v");
        assumeThat(NODE_SCRIPTS.resolve("node_modules/onnxruntime-web"))
                .as("ONNX Runtime Web is needed: run npm ci in examples/lessons/%s", NODE_SCRIPTS)
                .isDirectory();
        compare((model, photo) ->
                run(node, NODE_SCRIPTS.resolve("probabilities.js").toString(), model, photo));
    }

    private List<Float> run(Program program, String script, Path model, Photo photo) throws Exception {
        Path pixels = Files.write(folder.resolve("pixels"), photo.rgb());
        Program.Run run = program.run(
                script,
                model.toString(),
                pixels.toString(),
                "1",
                Integer.toString(photo.height()),
                Integer.toString(photo.width()),
                "3");
        assertThat(run.code()).as(run.output()).isZero();
        return run.output().lines().map(Float::valueOf).toList();
    }

    private void compare(Other other) throws Exception {
        Path middle = folder.resolve("middle.onnx");
        Path whole = folder.resolve("whole.onnx");
        try (NDManager manager = NDManager.newBaseManager()) {
            manager.getEngine().setRandomSeed(1);
            CifarMobileNetV2Block block = new CifarMobileNetV2Block();
            block.initialize(manager);
            Onnx.of(block).preprocessing().labels(CLASSES).write(whole);
            Onnx.of(block).preprocessing().shorterSide(37).labels(CLASSES).write(middle);
            try (Classifier expected = Serving.of(block).classifier(CLASSES);
                    Classifier ofMiddle = Serving.of(block).shorterSide(37).classifier(CLASSES)) {
                for (int[] size : new int[][] {{1, 1}, {2, 900}, {900, 2}, {32, 32}, {33, 31}, {97, 333}, {480, 641}}) {
                    Path file = draw(size[0], size[1]);
                    Photo photo = Photo.read(file);
                    assertSame(other.probabilities(whole, photo), expected.classify(file), size);
                    assertSame(other.probabilities(middle, photo), ofMiddle.classify(file), size);
                }
            }
        }
    }

    private static void assertSame(List<Float> found, Classifications expected, int[] size) {
        assertThat(found).hasSize(CLASSES.size());
        for (int i = 0; i < found.size(); i++) {
            assertThat((double) found.get(i))
                    .as("%d × %d, %s", size[0], size[1], CLASSES.get(i))
                    .isCloseTo(expected.get(CLASSES.get(i)).getProbability(), within(1e-3));
        }
    }

    private Path draw(int height, int width) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, (i * 0x9e3779b1) >>> 8);
        }
        Path file = folder.resolve("drawn.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
