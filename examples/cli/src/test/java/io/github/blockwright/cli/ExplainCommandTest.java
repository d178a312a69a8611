package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private static Path shared;

    @TempDir
    private Path output;

    private static String run;
    private static Path photos;

    /** A run directory of an untrained network, and pictures of which two have the same name. */
    @BeforeAll
    static void saveARunAndDrawPictures() throws IOException {
        Path directory = Files.createDirectories(shared.resolve("runs/shapes"));
        ImageDataset shapes = Shapes.generate(3, 7);
        try (NDManager manager = NDManager.newBaseManager()) {
            ShapesNetBlock block = new ShapesNetBlock();
            block.initialize(manager);
            SavedModel.save(block, shapes.classes(), Map.of(), directory, "last");
            RunDescription.of(block, shapes.classes(), SavedModel.fileName("last"), "drawn shapes", "{}")
                    .write(directory);
        }
        run = directory.toString();
        photos = shared.resolve("photos");
        List<String> names = List.of("a/one.png", "b/one.png", "b/two.jpg.png");
        for (int i = 0; i < names.size(); i++) {
            Path file = photos.resolve(names.get(i));
            Files.createDirectories(file.getParent());
            ImageIO.write(shapes.picture(i), "png", file.toFile());
        }
    }

    @BeforeEach
    void empty() {
        out.getBuffer().setLength(0);
    }

    private int explain(String... arguments) {
        String[] all = new String[arguments.length + 4];
        List.of("explain", run, "-o", output.toString()).toArray(all);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void eachPictureGetsAFileAndAllAContactSheet() throws IOException {
        assertThat(explain("--method", "gradcam,occlusion", "--class", "star", photos.toString()))
                .as(err.toString())
                .isZero();
        assertThat(output.toFile().list())
                .containsExactlyInAnyOrder("one.png", "one-2.png", "two.jpg.png", "sheet.png");
        assertThat(ImageIO.read(output.resolve("one.png").toFile()).getWidth())
                .as("the picture and two maps")
                .isGreaterThan(3 * 320);
        assertThat(out.toString()).contains("two.jpg.png").contains("contact sheet: ");
    }

    @Test
    void aBadPictureIsToldAndTheOthersGoOn() throws IOException {
        Path bad = Files.writeString(output.resolve("bad.txt"), "no picture");
        String good = photos.resolve("a/one.png").toString();
        assertThat(explain(bad.toString(), "nowhere.png", good)).isEqualTo(1);
        assertThat(output.resolve("one.png")).isNotEmptyFile();
        assertThat(err.toString())
                .contains("bad.txt")
                .contains("nowhere.png")
                .contains("2 of 3 pictures are not explained")
                .doesNotContain("\tat ");
    }

    @Test
    void withoutPicturesOfOnesOwnThereAreThoseOfTheData() {
        assertThat(explain("--examples", "3", "--method", "neighbours", "--neighbours", "2", "--limit", "20"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).containsPattern("disc \\d+, ").containsPattern("ring \\d+, ");
        assertThat(output.resolve("sheet.png")).isNotEmptyFile();
        assertThat(output.toFile().list()).hasSize(4);
    }

    @Test
    void mapsAreASheetForEachRow() {
        assertThat(explain(
                        "--maps", "--channels", "4", photos.resolve("a/one.png").toString()))
                .as(err.toString())
                .isZero();
        assertThat(output.resolve("one-maps").toFile().list())
                .containsExactlyInAnyOrder(
                        "00-all-rows.png",
                        "01-stem.png",
                        "02-stage1.png",
                        "03-stage2.png",
                        "04-stage3.png",
                        "05-head.png");
        assertThat(output.toFile().list()).containsExactlyInAnyOrder("one-maps", "filters.png");
    }

    @ParameterizedTest
    @CsvSource({
        "--class, dog, 1, ShapesNet knows no class dog; there are disc",
        "--class, rnig, 1, ShapesNet knows no class rnig; did you mean ring? there are disc",
        "--row, stage9, 1, ShapesNet has no row stage9; did you mean stage1? rows with a map are stem",
        "--row, logits, 1, The row logits of ShapesNet gives (10)",
        "--square, 40, 1, 1 to 32 pixels",
        "--neighbours, 0, 2, --neighbours must be at least 1",
        "--channels, 0, 2, --channels must be at least 1",
        "--examples, -1, 2, --examples must be at least 0",
        "--method, magic, 2, GRADCAM"
    })
    void aWrongWishIsOneLine(String option, String value, int code, String message) {
        assertThat(explain(option, value, photos.resolve("a/one.png").toString()))
                .isEqualTo(code);
        assertThat(err.toString()).contains("error: ").contains(message).doesNotContain("\tat ");
        assertThat(output).isEmptyDirectory();
    }

    @Test
    void somethingMustBeExplained() {
        assertThat(explain()).isEqualTo(2);
        assertThat(err.toString()).contains("Which pictures?");
    }
}
