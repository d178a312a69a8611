package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.lessons.serving.OnnxClassifier;
import io.github.blockwright.lessons.serving.Photo;
import io.github.blockwright.lessons.transfer.EightShapes;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.train.TrainedNetwork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transfer learning on classes whose names nobody has thought of, from the folder to the exported file. */
class TransferTest {
    private static final String NETWORK = EightShapes.class.getName();

    /** Upper case comes before lower case, so the order is not that of a dictionary. */
    private static final Map<String, String> CLASSES = Map.of("Dog", "disc", "cat", "star", "Zebra", "cross");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path photos;
    private Path weights;

    @BeforeEach
    void drawThePhotos() throws IOException {
        photos = folder.resolve("photos");
        ImageDataset shapes = Shapes.generate(300, 3);
        for (Map.Entry<String, String> entry : CLASSES.entrySet()) {
            Path of = Files.createDirectories(photos.resolve(entry.getKey()));
            int label = shapes.classes().indexOf(entry.getValue());
            IntStream.range(0, shapes.size())
                    .filter(i -> shapes.label(i) == label)
                    .forEach(i -> write(shapes, i, of.resolve(i + ".png")));
        }
        weights = folder.resolve("eight-shapes-0000.params");
        try (InputStream in = EightShapes.class.getResourceAsStream("eight-shapes-0000.params")) {
            Files.copy(in, weights);
        }
    }

    private static void write(ImageDataset shapes, int index, Path file) {
        byte[] pixels = shapes.pixels(index);
        BufferedImage image = new BufferedImage(shapes.width(), shapes.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < shapes.width() * shapes.height(); i++) {
            int rgb = (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | (pixels[3 * i + 2] & 0xff);
            image.setRGB(i % shapes.width(), i / shapes.width(), rgb);
        }
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String run(String... arguments) {
        out.getBuffer().setLength(0);
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private String transfer(String... more) {
        String[] command = {
            "transfer",
            NETWORK,
            "--data",
            photos.toString(),
            "--weights",
            weights.toString(),
            "--head-learning-rate",
            "0.02",
            "--output",
            folder.resolve("run").toString()
        };
        return run(Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void everyLabelIsTheFoldersFromTheTrainingToTheExportedFile() throws Exception {
        assertThat(transfer("--head-epochs", "20", "--epochs", "2"))
                .contains("EightShapes is made for the 3 classes of the data, instead of the 8 of its table")
                .contains("fine-tuned: validation accuracy 1.0000")
                .contains("batch-size 16: for ", "learning-rate 7.1E-5: ", "flip false: a mirrored arrow")
                .doesNotContain("head-epochs ", "\nepochs ", "head-learning-rate ");
        Path run = folder.resolve("run");
        String model = run.resolve("fine-tuned-0000.params").toString();
        assertThat(run("evaluate", NETWORK, "--model", model, "--data", photos.toString()))
                .contains("accuracy 1.0000");
        Path onnx = folder.resolve("shapes.onnx");
        run("export", NETWORK, "--model", model, "--preprocessing", "--output", onnx.toString());
        try (OnnxClassifier exported = new OnnxClassifier(onnx);
                Classifier classifier = Classifier.open(run);
                TrainedNetwork network = TrainedNetwork.open(run)) {
            assertThat(network.classes()).containsExactly("Dog", "Zebra", "cat");
            for (String name : CLASSES.keySet()) {
                Path picture = first(name);
                assertThat(classifier.classify(picture).best().getClassName()).isEqualTo(name);
                assertThat(exported.classify(Photo.read(picture)).get(0).label())
                        .isEqualTo(name);
                assertThat(run("predict", NETWORK, "--model", model, "--top", "1", picture.toString()))
                        .endsWith(" %  " + name + System.lineSeparator());
            }
        }
        Files.move(photos.resolve("Dog"), photos.resolve("dog"));
        int code = Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "evaluate",
                NETWORK,
                "--model",
                model,
                "--data",
                photos.toString());
        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith(
                        "error: The model knows the classes Dog, Zebra, cat, but the data has others too: dog: did you mean Dog? give the data");
    }

    private Path first(String name) throws IOException {
        try (Stream<Path> pictures = Files.list(photos.resolve(name))) {
            return pictures.sorted().findFirst().orElseThrow();
        }
    }

    @Test
    void aDryRunSaysWhatWouldLearnAndWritesNothing() {
        assertThat(transfer("--dry-run", "--batch-size", "8", "--trainable-from", "stage3"))
                .contains("frozen: stem, stage1, stage2\n")
                .contains("trained: stage3, head, logits\n")
                .containsPattern("parameters: [\\d,]+ of [\\d,]+ learn, 387 of them on frozen features first\\R")
                .containsPattern("memory: [\\d,]+ MB\\R")
                .containsPattern("time, apart from reading the pictures: head \\d+ s, training \\d+ s");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aRecipeIsTakenFromAFileAndChanged() throws IOException {
        transfer("--head-epochs", "2", "--epochs", "0", "--views", "2", "--seed", "5");
        Path recipe = folder.resolve("run/recipe.json");
        String[] command = {
            "transfer",
            NETWORK,
            "--data",
            photos.toString(),
            "--weights",
            weights.toString(),
            "--config",
            recipe.toString(),
            "--head-epochs",
            "1",
            "--json",
            "--output",
            folder.resolve("again").toString()
        };
        JsonObject json = JsonParser.parseString(run(command)).getAsJsonObject();
        assertThat(json.keySet())
                .containsExactly(
                        "network",
                        "engine",
                        "weights",
                        "directory",
                        "recipe",
                        "foldAccuracies",
                        "head",
                        "tuning",
                        "test");
        assertThat(json.get("tuning").isJsonNull()).isTrue();
        JsonObject used = json.getAsJsonObject("recipe");
        assertThat(used.get("views").getAsInt()).isEqualTo(2);
        assertThat(used.getAsJsonObject("head").get("seed").getAsInt()).isEqualTo(5);
        assertThat(json.getAsJsonObject("head").getAsJsonArray("epochs")).hasSize(1);
    }

    @Test
    void foldsGiveMeanAndDeviationBeforeTheTrainingOfAll() {
        assertThat(transfer("--k-fold", "3", "--head-epochs", "2", "--epochs", "0"))
                .containsPattern("3 folds: accuracy \\d\\.\\d{4} ± \\d\\.\\d{4} \\(\\d\\.\\d{4}, .*\\)")
                .contains("head on frozen features: validation accuracy");
    }

    @Test
    void rowsAreUnfrozenOneByOneAtTheirOwnRates() {
        List<String> options = List.of(
                "--gradual",
                "--head-epochs",
                "1",
                "--trainable-from",
                "stage2",
                "--epochs",
                "3",
                "--layer-decay",
                "0.5",
                "--learning-rate-of",
                "stage2=0.1");
        assertThat(transfer(options.toArray(String[]::new))).contains("fine-tuned: validation accuracy");
        assertThat(folder.resolve("run/unfreezing-2/checkpoint.zip")).exists();
    }

    @Test
    void aNetworkWithoutWeightsOnThisMachineSaysWhereItLooked() {
        String[] command = {"transfer", NETWORK, "--data", photos.toString()};
        assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), command))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("error: No weights of EightShapes are on this machine: give a file with --weights")
                .contains("EightShapes is no network of the library, nor on one as its backbone");
    }
}
