package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.train.TrainingException;
import io.github.blockwright.runtime.weights.SavedModel;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        // Buffered as the process' own streams are, so that what is never flushed is missed.
        return Main.run(
                new PrintWriter(new BufferedWriter(out), true),
                new PrintWriter(new BufferedWriter(err), true),
                arguments);
    }

    @Test
    void nothingAtAllIsAnsweredWithTheFirstSteps() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("blockwright train ShapesNet", "blockwright data photos", "blockwright --help");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aCommandIsKnownByTheNameThatItGivesItself() {
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            assertThat(command.getCommandSpec()
                            .userObject()
                            .getClass()
                            .getAnnotation(Command.class)
                            .name())
                    .isEqualTo(name);
            assertThat(Main.commandLine(name).getSubcommands()).containsKey(name);
        });
        assertThat(Main.commandLine("summary", "ShapesNet").getSubcommands()).containsOnlyKeys("summary");
    }

    @Test
    void everyHelpSaysTheExitCodes() {
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            out.getBuffer().setLength(0);
            assertThat(run(command, "--help")).isZero();
            assertThat(out.toString().replaceAll("\\s+", " "))
                    .contains(
                            "Exit codes: 0 all went well 1 the work failed, or a part of it 2 the command line is wrong");
        }
    }

    @Test
    void aRecipeOfARunIsTakenAndChanged() throws IOException {
        String first = folder.resolve("first").toString();
        assertThat(run("train", "ShapesNet", "--limit", "64", "--epochs", "1", "--seed", "7", "--output", first))
                .as(err.toString())
                .isZero();
        Path recipe = folder.resolve("first/recipe.json");
        assertThat(Files.readString(recipe)).contains("\"seed\": 7");
        String second = folder.resolve("second").toString();
        String[] again = {
            "train", "ShapesNet", "--limit", "64", "--config", recipe.toString(), "--clip-norm", "3", "--output", second
        };
        assertThat(run(again)).as(err.toString()).isZero();
        assertThat(Files.readString(folder.resolve("second/recipe.json")))
                .contains("\"seed\": 7", "\"clipNorm\": 3.0", "\"epochs\": 1");

        Files.writeString(recipe, Files.readString(recipe).replace("clipNorm", "clipNrom"));
        assertThat(run(again)).isEqualTo(1);
        assertThat(err.toString()).contains("clipNrom: there is no clipNrom; did you mean clipNorm?");
    }

    @Test
    void summaryShowsTheTable() {
        assertThat(run("summary", "CifarMobileNetV2")).isZero();
        assertThat(out.toString())
                .contains("stage6  InvertedResidual 3×3 / 2, t = 6, n = 3  (160, 1, 1)           795,264")
                .contains("2,236,682        6,124,928");
    }

    @Test
    void summaryTakesTheFullNameOfAnyGeneratedNetwork() {
        assertThat(run("summary", "io.github.blockwright.networks.ShapesNet")).isZero();
        assertThat(out.toString()).startsWith("ShapesNet, input 3 × 32 × 32");
    }

    @Test
    void spiralDrawsAndMeasuresTheFigure() {
        String picture = folder.resolve("spiral.png").toString();
        assertThat(run("spiral", "--matrices", "2", "--output", picture))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("mean of all matrices").contains("picture: " + picture);
        assertThat(Path.of(picture)).isNotEmptyFile();
    }

    @Test
    void summaryTakesAVariantOfATable() {
        assertThat(run("summary", "ImageNetMobileNetV2_100_96")).isZero();
        assertThat(out.toString()).startsWith("ImageNetMobileNetV2_100_96, input 3 × 96 × 96");
    }

    @Test
    void aTrainingSaysWhatItChoseAndGoesOnWithoutBeingToldAgain() throws IOException {
        String runs = folder.resolve("runs").toString();
        String[] train = {"train", "ShapesNet", "--epochs", "1", "--limit", "64", "--seed", "3", "--output", runs};
        assertThat(run(train)).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("batch-size 16: for 64 pictures")
                .contains("flip false: a mirrored arrow, letter or number means something else")
                .doesNotContain("epochs 100");
        assertThat(run("train", "ShapesNet", "--limit", "64", "--epochs", "2", "--resume", "--output", runs))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("seed=3").contains("last epoch 2");
    }

    @Test
    void aLearningRateIsFoundAndDrawn() {
        Path runs = folder.resolve("rates");
        assertThat(run("train", "ShapesNet", "--limit", "64", "--find-learning-rate", "--output", runs.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("suggested learning rate ");
        assertThat(runs.resolve("learning-rate.png")).isNotEmptyFile();
        assertThat(runs.resolve("checkpoint.zip")).doesNotExist();
    }

    @Test
    void trainingEvaluatingAndPredictingWorkOnShapes() throws IOException {
        String runs = folder.resolve("runs").toString();
        assertThat(run("train", "ShapesNet", "--epochs", "1", "--limit", "300", "--batch-size", "32", "--output", runs))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).containsPattern("engine: PyTorch [\\d.]+, 1 thread\\R");
        assertThat(folder.resolve("runs"))
                .isDirectoryContaining("glob:**/last-0000.params")
                .isDirectoryContaining("glob:**/best-0000.params")
                .isDirectoryContaining("glob:**/log.csv")
                .isDirectoryContaining("glob:**/curve.png");

        String model = folder.resolve("runs/last-0000.params").toString();
        String picture = folder.resolve("confusion.png").toString();
        assertThat(run("evaluate", "ShapesNet", "--model", model, "--limit", "200", "--picture", picture))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .containsPattern("engine: ONNX Runtime [\\d.]+, 1 thread\\R")
                .contains("200 images: loss ")
                .contains("top-5 accuracy")
                .contains("hourglass");
        assertThat(Path.of(picture)).isNotEmptyFile();

        assertThat(run("predict", "ShapesNet", "--model", model, "--top", "2", image().toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).containsPattern("shape.png\\R +[\\d.]+ %  [a-z-]+\\R +[\\d.]+ %  [a-z-]+\\R$");

        String[] predict = {"predict", "ShapesNet", "--model", model, "--engine", "pytorch", image().toString()};
        assertThat(run(predict)).as(err.toString()).isZero();
        assertThat(out.toString()).containsPattern("engine: PyTorch [\\d.]+, 1 thread\\R.*shape.png\\R");

        Path onnx = folder.resolve("shapes.onnx");
        assertThat(run("export", "ShapesNet", "--model", model, "--preprocessing", "--output", onnx.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("shapes.onnx: ShapesNet, opset 18, ");
        String plain = folder.resolve("plain.onnx").toString();
        assertThat(run(
                        "export",
                        "ShapesNet",
                        "--model",
                        model,
                        "--keep-batchnorm",
                        "--licence",
                        "X",
                        "--output",
                        plain))
                .as(err.toString())
                .isZero();
        assertThat(onnx).isNotEmptyFile();
        assertThat(Path.of(plain)).isNotEmptyFile();
    }

    @Test
    void int8IsCalibratedOnPicturesOfTheModelsClasses() throws IOException {
        Path pictures = folder.resolve("pictures");
        List<String> classes = IntStream.range(0, 10).mapToObj(i -> "class" + i).toList();
        for (String name : classes) {
            Path of = Files.createDirectories(pictures.resolve(name));
            for (int i = 0; i < 5; i++) {
                Files.copy(image(), of.resolve(i + ".png"));
            }
        }
        String model = model(classes);
        Path large = folder.resolve("large.onnx");
        assertThat(run("export", "ShapesNet", "--model", model, "--output", large.toString()))
                .as(err.toString())
                .isZero();
        Path small = folder.resolve("small.onnx");
        String[] command = {
            "export",
            "ShapesNet",
            "--model",
            model,
            "--int8",
            "--data",
            pictures.toString(),
            "--output",
            small.toString()
        };
        assertThat(run(command)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("calibrating on 40 images").contains("small.onnx: ShapesNet, opset 18, ");
        assertThat(Files.size(small)).isLessThan(Files.size(large) / 2);

        Files.move(pictures.resolve("class0"), pictures.resolve("other"));
        assertThat(run(command)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("error: The model knows the classes class0, class1, ")
                .contains("others too: other: ");
    }

    @Test
    void resumingAFinishedTrainingTrainsNothingMore() throws IOException {
        String runs = folder.toString();
        String[] command = {"train", "ShapesNet", "--epochs", "1", "--limit", "64", "--output", runs, "--resume"};
        assertThat(run(command)).as(err.toString()).isZero();
        byte[] weights = Files.readAllBytes(folder.resolve("last-0000.params"));
        assertThat(run(command)).as(err.toString()).isZero();
        assertThat(folder.resolve("last-0000.params")).hasBinaryContent(weights);
        assertThat(run(Arrays.copyOf(command, command.length - 1))).isEqualTo(1);
        assertThat(err.toString()).contains("holds a training already");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "summary Nonsense | 1 | There is no network Nonsense",
                "summary | 2 | Missing required parameter: 'NETWORK'",
                "train ShapesNet --epochs none | 2 | Invalid value for option '--epochs'",
                "train ShapesNet --epochs 0 | 1 | epochs must be at least 1, not 0",
                "train ShapesNet --learning-rate -1 | 1 | The learning rate must be positive, not -1.0",
                "train ShapesNet --data missing-folder | 1 | There is no missing-folder",
                "train ShapesNet --download | 2 | --download needs a folder",
                "train ShapesNet --threads 0 | 2 | --threads must be at least 1 and here at most ",
                "evaluate ShapesNet --model nothing-0000.params --engine tensorflow | 2 | Invalid value for option '--engine'",
                "evaluate ShapesNet --model nothing-0000.params | 1 | nothing-0000.params",
                "spiral --matrices 0 | 1 | There must be at least 1 matrix, not 0",
                "predict ShapesNet --model nothing-0000.params picture.jpg | 1 | nothing-0000.params",
                "predict ShapesNet --model nothing-0000.params --top 0 picture.jpg | 2 | --top must be at least 1, not 0",
                "export ShapesNet --model nothing-0000.params --int8 | 2 | --int8 is calibrated on images",
                "export ShapesNet --model nothing-0000.params --data here | 2 | --data is for --int8: add it",
                "export ShapesNet --int8 --data here --keep-batchnorm | 2 | leave out either --keep-batchnorm or --int8",
                "train ShapesNet --limit 1 | 2 | --limit must be at least 2, not 1",
                "transfer --data here | 1 | There is no here",
                "transfer --data here --weights w --download-weights | 2 | --weights names a file that is there",
                "transfer ShapesNet | 2 | Give the pictures to learn from with --data",
                "transfer --data here --weights w --k-fold 1 | 2 | --k-fold must be at least 2, not 1",
                "export ShapesNet | 2 | Give the weights with either --model or --weights",
                "export ShapesNet --model m --key ema | 2 | --key chooses among what --weights has: add --weights",
                "transfer --key ema | 2 | --key chooses among what --weights has: add --weights",
                "export ShapesNet --weights w.pth | 2 | --weights has no names of classes: add --labels",
                "nonsense | 2 | There is no command nonsense",
                "trian | 2 | There is no command trian; did you mean train?",
                "train ShapesNet --epohcs 3 | 2 | There is no option --epohcs of blockwright train; did you mean --epochs?",
                "summary MobileNetV3Smal | 1 | There is no network MobileNetV3Smal: did you mean MobileNetV3Small?",
                "train io.github.blockwright.networks.ShapseNet | 1 | ShapseNet: did you mean io.github.blockwright.networks.ShapesNet?",
                "train io.github.blockwrigt.networks.ShapesNet | 1 | ShapesNet: did you mean io.github.blockwright.networks.ShapesNet?",
                "train io.github.blockwright.networks.Nonsense | 1 | networks.Nonsense: 'blockwright networks'",
                "train ShapesNet --threads 9999 | 2 | --threads must be at least 1 and here at most ",
                "train ShapesNet --batch-size 100000 | 2 | --batch-size must be at most the 10,000 pictures to train on, not",
                "train ShapesNet --learning-rate NaN | 2 | 'NaN' is not a number",
                "train ShapesNet --output= | 2 | --output is empty: give a value, or leave it out",
                "train ShapesNet --epochs 1 --epochs 2 | 2 | option '--epochs' (<epochs>) should be specified only once",
                "train ShapesNet --hold-out 1.5 | 2 | --hold-out must be above 0 and below 1, not 1.5",
                "train ShapesNet --config missing.json | 1 | missing.json: there is no such file",
                "spiral --matrices 2147483647 | 2 | --matrices must be at most 100000",
                "ablation --epochs 0 | 2 | --epochs must be at least 1, not 0",
            })
    void aMistakeIsOneErrorWithoutAStackTrace(String arguments, int code, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(code);
        assertThat(err.toString()).startsWith("error: ").contains(message).doesNotContain("\tat ");
    }

    @Test
    void aLackOfMemoryIsToldWhateverTheCommandDoes() {
        Exception engine =
                new EngineException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes");
        for (Exception failure : new Exception[] {engine, new IllegalStateException("A picture failed", engine)}) {
            assertThat(Main.message(failure))
                    .startsWith("There is not enough memory (DefaultCPUAllocator: can't allocate memory: ")
                    .contains("take a smaller batch", "smaller images in the table's @Input", "Java by -Xmx")
                    .doesNotContain("--stack-trace");
        }
        assertThat(Main.message(new TrainingException("of a training", engine))).isEqualTo("of a training");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "predict ShapesNet --weights w --labels FOLDER/none a.jpg | FOLDER/none: there is no such file or folder",
                "predict ShapesNet --weights w --labels FOLDER a.jpg | --labels FOLDER is a folder: give a file",
                "predict ShapesNet --weights w --labels FOLDER/binary a.jpg | FOLDER/binary cannot be read as text",
                "predict ShapesNet --model FOLDER a.jpg | --model FOLDER is a folder: give a file",
                "predict ShapesNet --weights FOLDER --labels l a.jpg | --weights FOLDER is a folder: give a file",
                "export ShapesNet --model m --output FOLDER | --output FOLDER is a folder: name a file in it",
                "spiral --matrices 1 --output FOLDER/binary/x.png | FOLDER/binary: there is a file of this name already",
            })
    void aMistakenPathIsNamed(String arguments, String message) throws IOException {
        Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xff, (byte) 0xfe, 0});
        assertThat(run(arguments.replace("FOLDER", folder.toString()).split(" ")))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("error: " + message.replace("FOLDER", folder.toString()));
    }

    @Test
    void theNetworkIsMadeForTheClassesOfTheData() throws IOException {
        Path photos = folder.resolve("photos");
        for (String name : List.of("pear", "Apple", "plum")) {
            Path of = Files.createDirectories(photos.resolve(name));
            for (int i = 0; i < 5; i++) {
                Files.copy(image(), of.resolve(i + ".png"));
            }
        }
        String runs = folder.resolve("runs").toString();
        assertThat(run("train", "ShapesNet", "--data", photos.toString(), "--epochs", "1", "--output", runs))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("ShapesNet is made for the 3 classes of the data, instead of the 10 of its table");
        String model = folder.resolve("runs/last-0000.params").toString();
        assertThat(run("evaluate", "ShapesNet", "--model", model, "--data", photos.toString()))
                .as(err.toString())
                .isZero();
        assertThat(run("predict", "ShapesNet", "--model", model, image().toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("%  Apple", "%  pear", "%  plum");
    }

    @Test
    void fewerLabelsThanOutputsAreRefused() throws IOException {
        Path weights = TestData.path("weights/mobilenet_v2_1.0_224_torchvision_bn.safetensors");
        Path labels = Files.writeString(folder.resolve("few.txt"), "cat\ndog\nfish\n");
        assertThat(run(
                        "predict",
                        "ImageNetMobileNetV2",
                        "--weights",
                        weights.toString(),
                        "--labels",
                        labels.toString(),
                        image().toString()))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("error: " + labels + " names 3 classes, but ImageNetMobileNetV2 has 1000");
        assertThat(out.toString()).isEmpty();
    }

    /** An untrained ShapesNet. */
    private String model(List<String> classes) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            ShapesNetBlock block = new ShapesNetBlock();
            block.initialize(manager);
            SavedModel.save(block, classes, Map.of(), folder, "untrained");
        }
        return folder.resolve("untrained-0000.params").toString();
    }

    private Path image() throws IOException {
        ImageDataset shapes = Shapes.generate(10, 7);
        byte[] pixels = shapes.pixels(0);
        BufferedImage image = new BufferedImage(shapes.width(), shapes.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < shapes.width() * shapes.height(); i++) {
            int rgb = (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | (pixels[3 * i + 2] & 0xff);
            image.setRGB(i % shapes.width(), i / shapes.width(), rgb);
        }
        Path file = folder.resolve("shape.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
