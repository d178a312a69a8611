package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.testing.MessyFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSurveyTest {
    @TempDir
    Path root;

    private static JsonObject json(DataSurvey survey) {
        return JsonParser.parseString(survey.toJson()).getAsJsonObject();
    }

    @Test
    void aTidyFolderHasNoProblems() throws IOException {
        MessyFolder.tidy(root);
        DataSurvey survey = DataSurvey.of(Pictures.of(root));
        assertThat(survey.problems()).isEmpty();
        assertThat(survey.toString())
                .contains("cat            24           4", "formats: JPEG 56", "No problems were found.");
    }

    @Test
    void whateverIsWrongWithAFolderIsFound() throws IOException {
        MessyFolder.messy(root);
        DataSurvey survey = DataSurvey.of(Pictures.of(root));
        assertThat(survey.problems())
                .satisfiesExactly(
                        same -> assertThat(same)
                                .startsWith("1 picture to validate or test on is in an earlier part too"),
                        near -> assertThat(near)
                                .startsWith("1 picture to validate or test on looks like one in an earlier part"),
                        twoWays -> assertThat(twoWays).startsWith("1 picture is labelled in two ways"),
                        alike -> assertThat(alike).startsWith("1 pair of pictures looks the same"),
                        bad -> assertThat(bad).isEqualTo("3 pictures cannot be read: mend or delete them"));
        assertThat(survey.toString())
                .contains(
                        "  files that are no pictures are passed over: 1 (notes.txt)",
                        "validation/cat/copy.jpg is train/cat/0.jpg",
                        "validation/dog/smaller.jpg looks like train/dog/1.jpg",
                        "train/dog/mislabelled.jpg (dog) is train/cat/3.jpg (cat)",
                        "darker.png (dog)",
                        "empty.jpg: the file is empty",
                        "text.jpg: it is no picture of a known kind",
                        "cut.png: the file is cut off",
                        "(1 named otherwise)",
                        "1 grey, 1 with transparency, 1 turned upright by EXIF",
                        "copies: 3, byte by byte");
    }

    @Test
    void theJsonHasEveryNumber() throws IOException {
        MessyFolder.messy(root);
        JsonObject json = json(DataSurvey.of(Pictures.of(root)));
        assertThat(json.getAsJsonObject("kinds").getAsJsonObject("files").toString())
                .isEqualTo("{\"JPEG\":46,\"PNG\":7}");
        assertThat(json.getAsJsonArray("bad")).hasSize(3);
        assertThat(json.getAsJsonArray("problems")).hasSize(5);
        assertThat(json.getAsJsonObject("sizes")
                        .getAsJsonObject("largest")
                        .get("width")
                        .getAsInt())
                .isEqualTo(120);
    }

    @Test
    void thePageHoldsItsPicturesAndObeysNoName() throws IOException {
        MessyFolder.messy(root.resolve("pictures"));
        Path page = root.resolve("sheet.html");
        DataSurvey.of(Pictures.of(root.resolve("pictures"))).writeContactSheet(page);
        String html = Files.readString(page);
        assertThat(html)
                .contains(
                        "<img src=\"data:image/jpeg;base64,",
                        "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;&#39;.png")
                .doesNotContain("<img src=x", "http:", "https:", "<script", "<link");
    }

    @Test
    void thePictureShowsEveryClass() throws IOException {
        MessyFolder.messy(root.resolve("pictures"));
        Path png = root.resolve("sheets/sheet.png");
        DataSurvey.of(Pictures.of(root.resolve("pictures"))).writeContactSheet(png);
        BufferedImage sheet = ImageIO.read(png.toFile());
        // Thirty cats are three lines, the dogs' fourteen two, a heading above each.
        assertThat(sheet.getWidth()).isEqualTo(1032);
        assertThat(sheet.getHeight()).isEqualTo(44 + 6 + 2 * 28 + 5 * 102);
    }

    @Test
    void drawnShapesAreSurveyedWithoutAFile() throws IOException {
        DataSurvey survey = DataSurvey.of(Pictures.shapes(40, 20));
        assertThat(json(survey)
                        .getAsJsonObject("kinds")
                        .getAsJsonObject("files")
                        .size())
                .isZero();
        assertThat(survey.toString()).contains("sizes: all 32 × 32 pixels");
    }

    @Test
    void theShortFormCountsWithoutReading() throws IOException {
        MessyFolder.messy(root);
        assertThat(DataSurvey.inShort(Pictures.of(root)))
                .contains(
                        "cat            33           5",
                        "imbalance: cat has ",
                        "files that are empty or missing: 1 (train/cat/empty.jpg)");
    }

    /** Mean and deviation as everybody has them; pictures as Barz and Denzler found them (ciFAIR, 2020). */
    @Test
    void ofCifar10IsFoundWhatIsKnown() throws IOException {
        Pictures cifar = Pictures.cifar10(TestData.path("cifar-10-batches-bin"));
        JsonObject json = json(DataSurvey.of(cifar));
        JsonArray mean = json.getAsJsonArray("mean");
        JsonArray deviation = json.getAsJsonArray("deviation");
        double[] known = {0.4914, 0.4822, 0.4465, 0.2470, 0.2435, 0.2616};
        for (int c = 0; c < 3; c++) {
            assertThat(mean.get(c).getAsDouble()).isCloseTo(known[c], within(5e-5));
            assertThat(deviation.get(c).getAsDouble()).isCloseTo(known[3 + c], within(5e-5));
        }
        JsonArray acrossParts = json.getAsJsonObject("nearlySame").getAsJsonArray("acrossParts");
        assertThat(acrossParts).hasSize(225);
        assertThat(acrossParts.asList().stream()
                        .filter(twin -> twin.getAsJsonObject().get("mirrored").getAsBoolean()))
                .hasSize(24);
        // An aeroplane and a ship that only look alike, of 1.8 billion pairs.
        assertThat(json.getAsJsonObject("nearlySame").getAsJsonArray("acrossClasses"))
                .hasSize(1);
    }

    @Test
    void theCatsAndDogsAreFine() throws IOException {
        DataSurvey survey = DataSurvey.of(Pictures.of(TestData.path("cats_and_dogs")));
        assertThat(survey.problems()).isEmpty();
        assertThat(survey.toString()).contains("formats: JPEG 3,000", "mean 0.485", "standard deviation 0.260");
    }
}
