package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingOptionsTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    /** Two pictures of each of ten classes, one of them broken. */
    @BeforeEach
    void draw() throws IOException {
        ImageDataset shapes = Shapes.generate(20, 7);
        for (int i = 0; i < shapes.size(); i++) {
            Path file = folder.resolve("photos")
                    .resolve(shapes.classes().get(shapes.label(i)))
                    .resolve(i + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(shapes.picture(i), "png", file.toFile());
        }
        Files.write(folder.resolve("photos/star/0.jpg"), new byte[0]);
    }

    private int train(String... options) {
        List<String> all = new ArrayList<>(List.of(
                "train",
                "ShapesNet",
                "--data",
                folder.resolve("photos").toString(),
                "--epochs",
                "1",
                "--output",
                folder.resolve("run").toString()));
        all.addAll(List.of(options));
        return Main.run(
                new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), all.toArray(new String[0]));
    }

    @Test
    void aBadPictureIsLeftOutAndNamed() throws IOException {
        assertThat(train("--workers", "3", "--cache", folder.resolve("cache").toString()))
                .isZero();
        assertThat(Files.readString(folder.resolve("run/bad-pictures.txt")))
                .contains("star/0.jpg")
                .contains("empty");
        assertThat(folder.resolve("run/pictures.tsv")).isNotEmptyFile();
    }

    @Test
    void onRequestItIsAnError() {
        assertThat(train("--on-bad-picture", "fail", "--cache", "none")).isOne();
        assertThat(err.toString()).contains("0.jpg: the file is empty");
    }

    @Test
    void thereIsOneWorkerAtLeast() {
        assertThat(train("--workers", "0")).isOne();
        assertThat(err.toString()).contains("There must be 1 to 1024 workers, not 0");
    }
}
