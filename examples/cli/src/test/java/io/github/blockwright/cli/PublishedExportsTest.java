package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.Classifications;
import io.github.blockwright.lessons.serving.OnnxClassifier;
import io.github.blockwright.lessons.serving.Photo;
import io.github.blockwright.runtime.serve.Classifier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Roboflow and Kaggle give people, as it lies, from the data to the exported file. */
class PublishedExportsTest {
    private static final List<String> TINTS = List.of("red", "green", "blue");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final SplittableRandom random = new SplittableRandom(1);

    @TempDir
    private Path folder;

    private String run(String... arguments) {
        out.getBuffer().setLength(0);
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    /** @param tints bit c says that channel c is bright */
    private void draw(Path file, int tints) throws IOException {
        BufferedImage picture = new BufferedImage(20, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 20 * 16; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | (40 + random.nextInt(40) + (tints >> c & 1) * 130);
            }
            picture.setRGB(i % 20, i / 20, rgb);
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, file.toString().endsWith("png") ? "png" : "jpg", file.toFile());
    }

    /** Of a part, its pictures under Roboflow's names and its {@code _classes.csv}. */
    private void part(String part, int pictures) throws IOException {
        List<String> lines = new ArrayList<>(List.of("filename, red, green, blue"));
        for (int i = 0; i < pictures; i++) {
            String name = "IMG_" + i + "_jpg.rf.0f3a" + part.length() + i + ".jpg";
            draw(folder.resolve("tints").resolve(part).resolve(name), i % 8);
            lines.add(name + ", " + (i & 1) + ", " + (i >> 1 & 1) + ", " + (i >> 2 & 1));
        }
        Files.write(folder.resolve("tints").resolve(part).resolve("_classes.csv"), lines);
    }

    @Test
    void roboflowsSeveralLabelsAreTrainedMeasuredPredictedAndExported() throws Exception {
        part("train", 64);
        part("valid", 24);
        part("test", 16);
        Files.writeString(folder.resolve("tints/README.dataset.txt"), "tints > 2026-01-01");
        Files.writeString(folder.resolve("tints/README.roboflow.txt"), "exported");
        String data = folder.resolve("tints").toString();
        String run = folder.resolve("run").toString();
        String options = "--epochs 25 --batch-size 16 --learning-rate 0.1 --tune-thresholds";
        Stream<String> command = Stream.of("train", Tints.class.getName(), "--data", data, "--output", run);
        assertThat(run(Stream.concat(command, Stream.of(options.split(" "))).toArray(String[]::new)))
                .contains("written to " + run);
        assertThat(run("evaluate", run, "--data", data, "--part", "test"))
                .contains("16 images: loss ")
                .contains("mean average precision 1.0000");
        Path onnx = folder.resolve("tints.onnx");
        run("export", run, "--preprocessing", "--output", onnx.toString());
        Path[] pictures = IntStream.range(0, 8)
                .mapToObj(i -> folder.resolve("new").resolve(i + ".png"))
                .toArray(Path[]::new);
        try (OnnxClassifier exported = new OnnxClassifier(onnx);
                Classifier classifier = Classifier.open(Path.of(run))) {
            for (int tints = 0; tints < 8; tints++) {
                draw(pictures[tints], tints);
                Classifications answer = classifier.classify(pictures[tints]);
                List<String> labels = classifier.labels(answer);
                int wanted = tints;
                assertThat(labels)
                        .isEqualTo(IntStream.range(0, 3)
                                .filter(c -> (wanted >> c & 1) == 1)
                                .mapToObj(TINTS::get)
                                .sorted()
                                .toList());
                assertThat(exported.given(exported.classify(Photo.read(pictures[tints]))))
                        .extracting(OnnxClassifier.Guess::label)
                        .containsExactlyInAnyOrderElementsOf(labels);
                assertThat(run("predict", run, "--format", "csv", pictures[tints].toString())
                                .lines()
                                .skip(1)
                                .map(line -> line.split(",", -1)[2])
                                .filter(label -> !label.isEmpty()))
                        .containsExactlyInAnyOrderElementsOf(labels);
            }
        }
    }

    @Test
    void kagglesTableWithoutEndingsIsFoundAsItLies() throws IOException {
        List<String> train = new ArrayList<>(List.of("id,label"));
        List<String> submission = new ArrayList<>(List.of("id,label"));
        for (int i = 0; i < 40; i++) {
            draw(folder.resolve("kaggle/train/" + i + ".png"), 1 << i % 3);
            train.add(i + "," + TINTS.get(i % 3));
            draw(folder.resolve("kaggle/test/" + (100 + i) + ".png"), 1 << i % 3);
            submission.add((100 + i) + ",red");
        }
        Files.write(folder.resolve("kaggle/train.csv"), train);
        Files.write(folder.resolve("kaggle/sample_submission.csv"), submission);
        assertThat(run("data", folder.resolve("kaggle").toString()))
                .contains(
                        "31 pictures to train on and 9 held out by the seed 0 to validate on, of 3 classes: blue, green, red")
                .contains("that the index does not name are passed over: 40")
                .contains("No problems were found.");
    }
}
