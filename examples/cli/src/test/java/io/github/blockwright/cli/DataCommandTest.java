package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    /** A picture of random rectangles, which none of another seed looks like. */
    private void picture(String name, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage picture = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillRect(
                    random.nextInt(-8, 48), random.nextInt(-8, 32), random.nextInt(4, 24), random.nextInt(4, 16));
        }
        graphics.dispose();
        Path file = folder.resolve("pictures").resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }

    private void pictures() throws IOException {
        for (int i = 0; i < 6; i++) {
            picture("train/cat/" + i + ".png", i);
            picture("train/dog/" + i + ".png", 10 + i);
            picture("validation/" + (i % 2 == 0 ? "cat/" : "dog/") + i + ".png", 20 + i);
        }
    }

    @Test
    void picturesWithoutProblemsExitWithZero() throws IOException {
        pictures();
        assertThat(run("data", folder.resolve("pictures").toString()))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString())
                .contains(
                        "12 pictures to train on",
                        "formats: PNG 18",
                        "few pictures: cat has 6",
                        "No problems were found.");
    }

    @Test
    void aProblemExitsWithThreeAndIsNamed() throws IOException {
        pictures();
        picture("validation/dog/copy.png", 3);
        assertThat(run("data", "--json", folder.resolve("pictures").toString())).isEqualTo(3);
        assertThat(out.toString())
                .startsWith("{")
                .contains("\"picture\": \"validation/dog/copy.png\"", "\"like\": \"train/cat/3.png\"");
    }

    @Test
    void sheetAndPreviewAreDrawn() throws IOException {
        pictures();
        Path sheet = folder.resolve("sheet.html");
        Path preview = folder.resolve("augmented.png");
        assertThat(run(
                        "data",
                        folder.resolve("pictures").toString(),
                        "--contact-sheet",
                        sheet.toString(),
                        "--preview",
                        preview.toString(),
                        "--size",
                        "32"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(Files.readString(sheet)).contains("data:image/jpeg;base64,");
        assertThat(ImageIO.read(preview.toFile())).isNotNull();
        assertThat(out.toString()).contains("written to " + sheet, "written to " + preview);
    }

    @Test
    void aWrongCommandLineIsExplained() {
        assertThat(run("data", "here", "--near", "17")).isEqualTo(2);
        assertThat(err.toString()).contains("--near must be 0 to 16, not 17");
        assertThat(run("data", folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere");
    }

    @Test
    void theDataIsGivenOnce() {
        assertThat(run("data", "here", "--data", "there")).isEqualTo(2);
        assertThat(err.toString()).contains("Give the data once");
    }
}
