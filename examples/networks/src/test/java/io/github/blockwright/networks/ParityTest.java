package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.LoadReport;
import io.github.blockwright.runtime.weights.NameMap;
import io.github.blockwright.runtime.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every network of the library beside that of torchvision, timm or Keras, with random weights: theirs load here and ours
 * load there, and the outputs are the same; {@code mvn -Pinterop}. Writes the results to {@code target/parity.md}.
 */
@Tag("interop")
class ParityTest {
    private static final int IMAGES = 2;
    private static final double TOLERANCE = 1e-4;
    private static final Path RESULTS = Path.of("target/parity.md");

    private static Reference reference;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        reference = Reference.start();
        Files.createDirectories(RESULTS.getParent());
        Files.writeString(RESULTS, """
                | network | family | its name there | parameters | multiply-adds | theirs here | ours there |
                |---|---|---|---|---|---|---|
                """);
    }

    @AfterAll
    static void stop() throws IOException {
        if (reference != null) {
            reference.close();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.blockwright.networks.Published#all")
    void weightsGoBothWaysAndOutputsAreTheSame(Published published) throws Exception {
        NetworkBlock<?, ?> block = published.block().get();
        NetworkSummary summary = block.summary();
        int size = summary.input().height();
        boolean isKeras = published.family() == Family.KERAS;
        Path theirs = folder.resolve(published.name() + (isKeras ? ".weights.h5" : ".pth"));
        List<Long> counts = reference.make(published.library(), published.name(), size, theirs);
        float[] expected = Reference.floats(folder.resolve("outputs"));
        try (NDManager manager = NDManager.newBaseManager()) {
            LoadReport report = Weights.load(block, theirs, manager);

            assertThat(report.kept()).isEmpty();
            double here = difference(outputs(block, manager), expected);
            assertThat(here).as(report.toString()).isLessThan(TOLERANCE);
            assertThat(summary.parameters()).isEqualTo(counts.get(0));
            if (!isKeras) {
                assertThat(summary.multiplyAdds()).isEqualTo(counts.get(1));
            }

            double there = 0;
            for (String name : files(published.family())) {
                Path ours = folder.resolve(name);
                Weights.save(block, NameMap.of(block, published.family()), ours);
                reference.check(published.library(), published.name(), size, ours);
                there = Math.max(there, difference(Reference.floats(folder.resolve("outputs")), expected));
                assertThat(there).as(name).isLessThan(TOLERANCE);
            }
            Files.writeString(
                    RESULTS,
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | `%s` | %,d | %,d | %.1e | %.1e |%n",
                            summary.name(),
                            published.family(),
                            published.name(),
                            summary.parameters(),
                            summary.multiplyAdds(),
                            here,
                            there),
                    StandardOpenOption.APPEND);
        }
    }

    private static List<String> files(Family family) {
        return switch (family) {
            case KERAS -> List.of("ours.weights.h5", "ours.h5", "ours.keras");
            case TORCHVISION -> List.of("ours.pth");
            case TIMM, TIMM_TF -> List.of("ours.safetensors");
        };
    }

    /** As PyTorch exports them by default: folded, and without most names. */
    @ParameterizedTest
    @MethodSource("io.github.blockwright.networks.Published#ofTorch")
    void theirOnnxModelsLoadToo(Published published) throws Exception {
        NetworkBlock<?, ?> block = published.block().get();
        Path theirs = folder.resolve("folded.onnx");
        reference.export(
                published.library(), published.name(), block.summary().input().height(), theirs);
        try (NDManager manager = NDManager.newBaseManager()) {
            LoadReport report = Weights.load(block, theirs, manager);

            assertThat(report.kept()).isEmpty();
            assertThat(difference(outputs(block, manager), Reference.floats(folder.resolve("outputs"))))
                    .as(report.toString())
                    .isLessThan(TOLERANCE);
        }
    }

    /** torchvision's epsilon is a hundred times timm's, and the padding of both the same. */
    @Test
    void weightsOfTorchvisionConvertToTimmsAndPredictTheSame() throws Exception {
        Path theirs = folder.resolve("mobilenet_v3_small.pth");
        reference.make("torchvision", "mobilenet_v3_small", 224, theirs);
        float[] expected = Reference.floats(folder.resolve("outputs"));
        try (NDManager manager = NDManager.newBaseManager()) {
            MobileNetV3SmallBlock block = new MobileNetV3SmallBlock();
            Weights.load(block, theirs, manager);
            Path converted = folder.resolve("converted.safetensors");
            Weights.save(block, NameMap.of(block, Family.TIMM), converted);

            reference.check("timm", "mobilenetv3_small_100", 224, converted);

            assertThat(difference(Reference.floats(folder.resolve("outputs")), expected))
                    .isLessThan(TOLERANCE);
        }
    }

    private float[] outputs(NetworkBlock<?, ?> block, NDManager manager) throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            NDArray images = scope.create(
                    Reference.floats(folder.resolve("images")),
                    block.summary().input().shape(IMAGES));
            return block.forward(new Inference(scope), images, false).toFloatArray();
        }
    }

    /** The largest difference, in units of the largest output where that is above 1. */
    private static double difference(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        double largest = 1;
        double difference = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            double here = Math.abs((double) found[i] - expected[i]);
            // What is not a number is as wrong as can be.
            difference = Double.isNaN(here) ? Double.POSITIVE_INFINITY : Math.max(difference, here);
        }
        return difference / largest;
    }
}
