package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private static Path folder;

    private static String run;
    private static Path photos;

    /** A run directory of an untrained network, and nine pictures in a tree beside what is none. */
    @BeforeAll
    static void saveARunAndDrawPictures() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("runs/shapes"));
        ImageDataset shapes = Shapes.generate(9, 7);
        try (NDManager manager = NDManager.newBaseManager()) {
            ShapesNetBlock block = new ShapesNetBlock();
            block.initialize(manager);
            SavedModel.save(block, shapes.classes(), Map.of(), directory, "last");
            RunDescription.of(block, shapes.classes(), SavedModel.fileName("last"), "drawn shapes", "{}")
                    .write(directory);
        }
        run = directory.toString();
        photos = folder.resolve("photos");
        for (int i = 0; i < 9; i++) {
            draw(shapes.picture(i), photos.resolve(i < 3 ? "a" : "b/deep").resolve(i + ".png"));
        }
        draw(shapes.picture(0), photos.resolve("__MACOSX/0.png"));
        draw(shapes.picture(0), photos.resolve(".hidden.png"));
        Files.writeString(photos.resolve("notes.txt"), "no picture, and not called like one");
    }

    private static void draw(BufferedImage picture, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }

    private int predict(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "predict";
        all[1] = run;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private List<String> pictures(String... arguments) {
        String[] all = new String[arguments.length + 4];
        List.of("--format", "csv", "--top", "1").toArray(all);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        predict(all);
        return out.toString()
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .map(name -> photos.relativize(Path.of(name)).toString().replace('\\', '/'))
                .toList();
    }

    private static final List<String> ALL = List.of(
            "a/0.png",
            "a/1.png",
            "a/2.png",
            "b/deep/3.png",
            "b/deep/4.png",
            "b/deep/5.png",
            "b/deep/6.png",
            "b/deep/7.png",
            "b/deep/8.png");

    @Test
    void aRunDirectorySaysOfWhichNetworkItIs() {
        assertThat(predict("--top", "2", photos.resolve("a/0.png").toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .containsPattern("engine: ONNX Runtime [\\d.]+, 1 thread\\R")
                .containsPattern("0.png\\R +[\\d.]+ %  [a-z-]+\\R +[\\d.]+ %  [a-z-]+\\R$");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aModelFileSaysItToo() {
        run = Path.of(run).resolve("last-0000.params").toString();
        try {
            assertThat(pictures(photos.resolve("a").toString())).isEqualTo(ALL.subList(0, 3));
        } finally {
            run = Path.of(run).getParent().toString();
        }
    }

    @Test
    void aFolderIsAllPicturesInItAtAnyDepth() {
        assertThat(pictures(photos.toString())).isEqualTo(ALL);
    }

    @Test
    void linksAreFollowedAndLoopsAreNoMatter() throws IOException {
        Path links = Files.createDirectories(folder.resolve("links"));
        try {
            Files.createSymbolicLink(links.resolve("to a"), photos.resolve("a"));
            Files.createSymbolicLink(links.resolve("to itself"), links);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("There are no links here: " + e);
        }
        assertThat(predict("--format", "csv", "--top", "1", links.toString())).as(err.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(4);
    }

    @Test
    void severalThreadsAnswerInTheOrderOfTheArguments() {
        assertThat(pictures(
                        "--threads",
                        "4",
                        photos.resolve("b").toString(),
                        photos.resolve("a").toString()))
                .startsWith("b/deep/3.png")
                .endsWith("a/2.png")
                .hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({"**/*.png, 9", "a/?.png, 3", "b/deep/[3-5].png, 3", "'{a,b/deep}/*.png', 9", "a/*.jpg, 0"})
    void aPatternThatNoShellExpandedIsExpanded(String pattern, int number) {
        List<String> found = pictures(photos + "/" + pattern);
        if (number > 0) {
            assertThat(found).hasSize(number).isSubsetOf(ALL);
        } else {
            assertThat(err.toString()).contains("a/*.jpg: no file is named like that");
        }
    }

    @Test
    void standardInputIsAPictureOrAListOfNames() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Files.readAllBytes(photos.resolve("a/0.png"))));
            assertThat(predict("--format", "csv", "--top", "1", "-"))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString()).containsPattern("\\R-,1,[a-z-]+,0\\.\\d{6},\\R$");

            out.getBuffer().setLength(0);
            String names = photos.resolve("a/1.png") + "\n\n" + photos.resolve("b") + "\n";
            System.setIn(new ByteArrayInputStream(names.getBytes(StandardCharsets.UTF_8)));
            assertThat(pictures("--files-from", "-"))
                    .startsWith("a/1.png", "b/deep/3.png")
                    .hasSize(7);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aBadFileIsToldAndTheOthersGoOn() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad, really.jpg"), "no picture");
        Path missing = folder.resolve("missing.jpg");
        String[] files = {
            photos.resolve("a/0.png").toString(),
            bad.toString(),
            missing.toString(),
            photos.resolve("a/1.png").toString()
        };
        assertThat(predict(files)).isEqualTo(1);
        assertThat(out.toString()).contains("0.png", "1.png").doesNotContain("bad");
        assertThat(err.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith(bad + ": it is no picture of a known kind"))
                .anyMatch(line -> line.startsWith(missing + ": there is no such file"))
                .contains("2 of 4 pictures have no answer");

        out.getBuffer().setLength(0);
        assertThat(predict("--format", "csv", "--top", "1", files[0], files[1])).isEqualTo(1);
        assertThat(out.toString())
                .contains("\"" + bad + "\",,,,\"" + bad + ": it is no picture of a known kind")
                .startsWith("picture,rank,class,probability,error" + System.lineSeparator());
    }

    @Test
    void jsonLinesAreAnObjectForEachPicture() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.jpg"), "no picture");
        assertThat(predict(
                        "--format",
                        "jsonl",
                        "--top",
                        "3",
                        photos.resolve("a/0.png").toString(),
                        bad.toString()))
                .isEqualTo(1);
        List<JsonObject> lines = out.toString()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("picture").getAsString()).endsWith("0.png");
        JsonArray classes = lines.get(0).getAsJsonArray("classes");
        assertThat(classes).hasSize(3);
        assertThat(classes.get(0).getAsJsonObject().get("probability").getAsDouble())
                .isBetween(0.1, 1.0);
        assertThat(lines.get(1).get("error").getAsString()).contains("no picture of a known kind");
        assertThat(err.toString()).contains("engine: ONNX Runtime");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "predict RUN | 2 | Which pictures? Name files, folders or patterns",
                "predict RUN - --files-from - | 2 | Standard input is either a picture or a list of names",
                "predict RUN --model m a.jpg | 2 | is a run directory and has its weights: leave out --model and --weights",
                "predict RUN/last-0000.params --weights w --labels l a.jpg | 2 | is a model file and has its weights",
                "predict RUN/.. a.jpg | 1 | is a folder without run.json, so no run directory",
                "predict RUN --files-from missing.txt | 1 | missing.txt: there is no such file or folder",
                "predict RUN --format xml a.jpg | 2 | Invalid value for option '--format'",
            })
    void aMistakeIsOneError(String arguments, int code, String message) {
        int found = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments.replace("RUN", run).split(" "));
        assertThat(found).isEqualTo(code);
        assertThat(err.toString()).startsWith("error: ").contains(message).doesNotContain("\tat ");
    }
}
