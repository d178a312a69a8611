package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.layouts.Layouts;
import io.github.blockwright.runtime.layouts.Part;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundFilesTest {
    @TempDir
    Path root;

    private static ImageDataset load(Path folder, int side) throws IOException {
        List<Double> none = List.of(0.0, 0.0, 0.0);
        return FoundFiles.of(Layouts.find(folder), Part.TRAIN)
                .read(new InputSpec(side, side, 3, 1, none, List.of(1.0, 1.0, 1.0)));
    }

    private void picture(String name, Color colour) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i++) {
            image.setRGB(i % 4, i / 4, colour.getRGB());
        }
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void classesAreTheFoldersAndImagesTheFilesInOrderOfTheirNames() throws IOException {
        picture("dog/b.png", Color.BLUE);
        picture("dog/a.PNG", Color.RED);
        picture("cat/1.JPEG", Color.WHITE);
        picture("cat/.hidden.png", Color.GREEN);
        picture(".git/1.png", Color.GREEN);
        Files.writeString(root.resolve("dog/notes.txt"), "no picture");
        Files.writeString(root.resolve("README.txt"), "no folder");

        ImageDataset data = load(root, 2);

        assertThat(data.classes()).containsExactly("cat", "dog");
        assertThat(IntStream.range(0, data.size()).map(data::label)).containsExactly(0, 1, 1);
        assertThat(data.pixels(0)).startsWith(255, 255, 255);
        assertThat(data.pixels(1)).startsWith(255, 0, 0);
        assertThat(data.pixels(2)).startsWith(0, 0, 255).hasSize(12);
    }

    @Test
    void everyUnreadablePictureIsNamedAtOnce() throws IOException {
        picture("a/fine.png", Color.RED);
        picture("b/fine.png", Color.RED);
        Files.writeString(root.resolve("a/broken.png"), "no picture");
        Files.createFile(root.resolve("a/empty.jpg"));

        assertThatThrownBy(() -> load(root, 2))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("2 of 4 pictures cannot be read:\n" + root.resolve("a/broken.png"))
                .hasMessageContaining(root.resolve("a/empty.jpg") + ": the file is empty");
    }

    @Test
    void aSingleUnreadablePictureIsTheWholeMessage() throws IOException {
        picture("a/fine.png", Color.RED);
        picture("b/fine.png", Color.RED);
        Path empty = Files.createFile(root.resolve("a/empty.jpg"));

        assertThatThrownBy(() -> load(root, 2)).hasMessageStartingWith(empty + ": the file is empty");
    }

    @Test
    void filesAreListedByTheirNamesBelowTheFolder() throws IOException {
        picture("a/deep/1.png", Color.RED);
        picture("b/2.png", Color.RED);

        PictureFiles files =
                FoundFiles.of(Layouts.find(root), Part.TRAIN).files().orElseThrow();

        assertThat(files.entries()).extracting(PictureFiles.Entry::name).containsExactly("a/deep/1.png", "b/2.png");
        assertThat(files.entries().get(1).bytes()).isEqualTo(Files.size(root.resolve("b/2.png")));
        assertThat(files.entries().get(1).label()).isEqualTo(1);
    }

    @Test
    void realPhotographsOfCatsAndDogsLoad() throws IOException {
        ImageDataset validation = load(TestData.path("cats_and_dogs/validation"), 96);

        assertThat(validation).hasToString("1000 images, 96 × 96 × 3, of 2 classes");
        assertThat(validation.classes()).containsExactly("cat", "dog");
        assertThat(validation.classCounts()).containsExactly(500, 500);
    }

    @Test
    void theRealTrainingPhotographsLoad() throws IOException {
        ImageDataset train = load(TestData.path("cats_and_dogs/train"), 32);

        assertThat(train.classCounts()).containsExactly(1000, 1000);
    }
}
