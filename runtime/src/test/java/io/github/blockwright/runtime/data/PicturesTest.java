package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.files.TestZip;
import io.github.blockwright.runtime.layouts.Layouts;
import io.github.blockwright.runtime.layouts.Part;
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
        ImageDataset.Parts parts =
                FoundFiles.of(Layouts.find(root), Part.TRAIN).read(INPUT).split(0.75, 7);

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
        assertThat(pictures)
                .hasToString(root + ": 5 pictures to train on and 2 to validate on, of 2 classes: cat, dog");
    }

    @Test
    void theTestPartIsNeverValidatedOn() throws IOException {
        pictures("train/cat", 10, 0);
        pictures("train/dog", 10, 20);
        pictures("test/cat", 2, 40);
        pictures("test/dog", 1, 50);

        Pictures pictures = Pictures.of(root);

        assertThat(pictures)
                .hasToString(root
                        + ": 16 pictures to train on, 4 held out by the seed 0 to validate on and 3 to test on, of 2"
                        + " classes: cat, dog");
        assertThat(numbers(pictures.validation(INPUT))).doesNotContain(40, 41, 50);
        assertThat(pictures.testCount()).isEqualTo(3);
        try (OpenPictures open = pictures.holdOut(0.5, 1).open(INPUT)) {
            assertThat(open.test().orElseThrow().size()).isEqualTo(3);
            assertThat(open.validation().size()).isEqualTo(10);
        }
    }

    @Test
    void aTestPartAloneCanBeMeasuredButNotTrainedOn() throws IOException {
        pictures("test/cat", 2, 0);
        pictures("test/dog", 1, 10);

        Pictures pictures = Pictures.of(root);

        assertThat(numbers(pictures.validation(INPUT))).containsExactly(0, 1, 10);
        try (OpenPictures open = pictures.open(INPUT)) {
            assertThatThrownBy(open::train).hasMessageStartingWith("There are no pictures to train on");
        }
    }

    @Test
    void aLimitKeepsEveryClassInItsProportion() throws IOException {
        pictures("train/cat", 30, 0);
        pictures("train/dog", 10, 40);
        pictures("train/fox", 1, 60);
        pictures("val/cat", 3, 70);
        pictures("val/dog", 3, 80);

        Pictures few = Pictures.of(root).limit(8);

        assertThat(few.train(INPUT).classCounts()).containsExactly(5, 2, 1);
        assertThat(few.validation(INPUT).classCounts()).containsExactly(3, 3, 0);
        assertThat(numbers(few.train(INPUT)))
                .isEqualTo(numbers(Pictures.of(root).limit(8).train(INPUT)));
        assertThat(numbers(few.train(INPUT))).isSorted();
        assertThat(numbers(Pictures.of(root).limit(8, 1).train(INPUT))).isNotEqualTo(numbers(few.train(INPUT)));
        assertThat(Pictures.of(root).limit(2).train(INPUT).classCounts()).containsExactly(1, 1, 1);
        assertThatThrownBy(() -> few.limit(1)).hasMessage("There must be at least 2 pictures to train on, not 1");
    }

    @Test
    void whatWasPassedOverFollowsInLinesOfItsOwn() throws IOException {
        pictures("train/cat", 2, 0);
        pictures("train/dog", 2, 10);
        pictures("val/cat", 1, 20);
        Files.writeString(root.resolve("train/cat/notes.txt"), "no picture");

        assertThat(Pictures.of(root))
                .hasToString(root + ": 4 pictures to train on and 1 to validate on, of 2 classes: cat, dog"
                        + "\n  the validation part has no pictures of the class dog"
                        + "\n  files that are no pictures are passed over: 1 (notes.txt)");
    }

    @Test
    void anArchiveIsUnpackedAndSaysWhere() throws IOException {
        pictures("cat", 5, 0);
        pictures("dog", 5, 10);
        Path archive = root.resolve("photos.zip");
        try (TestZip zip = new TestZip(archive)) {
            for (String picture : List.of("cat/000.png", "cat/001.png", "cat/002.png", "dog/010.png", "dog/011.png")) {
                zip.file("photos/" + picture, Files.readAllBytes(root.resolve(picture)));
            }
        }

        Pictures pictures = Pictures.of(archive);

        assertThat(pictures.train(INPUT).size()).isEqualTo(4);
        assertThat(pictures.toString()).endsWith("\n  unpacked into " + root.resolve("photos.zip-unpacked"));
    }

    @Test
    void severalLabelsAreOpenedButNotReadAsOne() throws IOException {
        pictures("all", 10, 0);
        StringBuilder index = new StringBuilder("path,labels\n");
        for (int i = 0; i < 10; i++) {
            index.append("%03d.png,%s\n".formatted(i, i < 2 ? "rare|often" : i < 8 ? "often" : ""));
        }
        Files.writeString(root.resolve("all/labels.csv"), index);

        Pictures pictures = Pictures.of(root.resolve("all")).holdOut(0.5, 0);

        try (OpenPictures open = pictures.open(INPUT)) {
            ImageSource validation = open.validation();
            assertThat(validation.multiLabel()).isTrue();
            // A half of each: of those with the rare label, of those with the other alone, and of those with none.
            assertThat(validation.classCounts()).containsExactly(4, 1);
            assertThat(validation.size()).isEqualTo(5);
        }
        assertThatThrownBy(() -> pictures.train(INPUT)).hasMessageContaining("use Pictures.open(input)");
    }

    @Test
    void aPlaceWithoutPicturesIsExplained() throws IOException {
        assertThatThrownBy(() -> Pictures.of(root.resolve("nowhere")))
                .hasMessageStartingWith("There is no " + root.resolve("nowhere") + ": check the path");
        assertThatThrownBy(() -> Pictures.of(root))
                .hasMessageContaining("put the pictures of each class in a folder of its own");
        Path text = Files.writeString(root.resolve("notes.txt"), "no data");
        assertThatThrownBy(() -> Pictures.of(text)).hasMessageContaining("is a single file, and neither an archive");
    }

    @Test
    void picturesThatAreTooFewToHoldSomeOutCanBeMeasuredButNotValidatedOn() throws IOException {
        pictures("cat", 1, 0);
        pictures("dog", 1, 10);

        Pictures few = Pictures.of(root);
        assertThat(few.hasParts()).isFalse();
        try (OpenPictures open = few.open(INPUT)) {
            assertThat(open.all().size()).isEqualTo(2);
            assertThatThrownBy(open::validation)
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "There are no pictures to validate on: of 2 to train on none can be held out; add some");
        }
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
