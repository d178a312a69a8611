package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.blocks.InputSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static final InputSpec INPUT = new InputSpec(16, 16, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

    @TempDir
    private Path root;

    private void pictures(String folder, int count, int first) throws IOException {
        Path made = Files.createDirectories(root.resolve(folder));
        for (int i = first; i < first + count; i++) {
            BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, i);
            ImageIO.write(image, "png", made.resolve("%03d.png".formatted(i)).toFile());
        }
    }

    /** The number in each picture. */
    private static List<Integer> numbers(ImageDataset images) {
        return IntStream.range(0, images.size())
                .mapToObj(i -> images.pixels(i)[2] & 0xff)
                .toList();
    }

    @Test
    void aFolderOfClassesHoldsAFifthOfEachOut() throws IOException {
        pictures("cat", 10, 0);
        pictures("dog", 5, 100);

        Pictures pictures = Pictures.of(root);

        assertThat(pictures.classes()).containsExactly("cat", "dog");
        assertThat(pictures.train(INPUT).classCounts()).containsExactly(8, 4);
        assertThat(pictures.validation(INPUT).classCounts()).containsExactly(2, 1);
        assertThat(numbers(pictures.train(INPUT))).doesNotContainAnyElementsOf(numbers(pictures.validation(INPUT)));
        assertThat(pictures)
                .hasToString(
                        root + ": 12 pictures to train on and 3 held out by the seed 0 to validate on, of 2 classes:"
                                + " cat, dog");
    }

    @Test
    void theSplitOfFilesIsThatOfImagesInMemory() throws IOException {
        pictures("cat", 20, 0);
        pictures("dog", 20, 100);
        ImageDataset.Parts parts = ImageFolder.find(root).read(INPUT).split(0.75, 7);

        Pictures pictures = Pictures.of(root).holdOut(0.25, 7);

        assertThat(numbers(pictures.train(INPUT))).isEqualTo(numbers(parts.first()));
        assertThat(numbers(pictures.validation(INPUT))).isEqualTo(numbers(parts.second()));
    }

    @Test
    void partsInFoldersOfTheirOwnAreTakenAsTheyAre() throws IOException {
        pictures("train/cat", 3, 0);
        pictures("train/dog", 2, 10);
        pictures("val/cat", 1, 20);
        pictures("val/dog", 1, 30);

        Pictures pictures = Pictures.of(root);

        assertThat(numbers(pictures.train(INPUT))).containsExactly(0, 1, 2, 10, 11);
        assertThat(numbers(pictures.validation(INPUT))).containsExactly(20, 30);
        assertThat(numbers(pictures.limit(2).train(INPUT))).containsExactly(0, 1);
        assertThat(pictures)
                .hasToString(root + ": 5 pictures to train on and 2 to validate on, of 2 classes: cat, dog");
    }

    @Test
    void partsOfOtherClassesAreRefused() throws IOException {
        pictures("train/cat", 1, 0);
        pictures("validation/dog", 1, 0);

        assertThatThrownBy(() -> Pictures.of(root))
                .isInstanceOf(IOException.class)
                .hasMessage(root.resolve("validation") + " has the classes [dog], but " + root.resolve("train")
                        + " has [cat]: give both the same folders");
    }

    @Test
    void aPlaceWithoutPicturesIsExplained() throws IOException {
        assertThatThrownBy(() -> Pictures.of(root.resolve("nowhere")))
                .hasMessageStartingWith("There is no " + root.resolve("nowhere") + ": check the path");
        assertThatThrownBy(() -> Pictures.of(root))
                .hasMessageContaining("put the pictures of each class in a folder of its own");
        Path empty = Files.createDirectories(root.resolve("cat"));
        assertThatThrownBy(() -> Pictures.of(root))
                .hasMessage(empty + " holds no .jpg, .jpeg or .png files: add some, or remove the folder");
    }

    @Test
    void holdingOutTooLittleIsExplained() throws IOException {
        pictures("cat", 2, 0);

        assertThatThrownBy(() -> Pictures.of(root))
                .hasMessage("Holding out 0.2 of the 2 pictures of " + root + " leaves one part empty: add pictures, or"
                        + " hold out another share");
        assertThatThrownBy(() -> Pictures.of(images(50)).holdOut(1, 0))
                .hasMessage("The held-out fraction must be above 0 and below 1, not 1.0");
    }

    private static ImageDataset images(int count) {
        return Shapes.generate(count, 1, 16);
    }

    @Test
    void shapesAreDrawnAtTheInputsSizeWhateverIsLeftOut() throws IOException {
        Pictures shapes = Pictures.shapes(20, 10);

        assertThat(shapes.classes()).hasSize(10);
        assertThat(shapes.train(INPUT).pixels(19)).isEqualTo(images(20).pixels(19));
        assertThat(shapes.holdOut(0.5, 1).train(INPUT).classCounts()).containsOnly(1);
    }

    @Test
    void imagesInMemoryOfOtherClassesAreRefused() {
        ImageDataset ten = images(10);
        assertThatThrownBy(() -> Pictures.of(ten, ten.ofClasses(List.of("ring"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("they must be the same, in the same order");
    }
}
