package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.testing.Colours;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamedPicturesTest {
    private static final InputSpec INPUT =
            new InputSpec(7, 7, 3, 255, List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));

    @TempDir
    private Path folder;

    private Path photos;

    @BeforeEach
    void draw() throws IOException {
        photos = folder.resolve("photos");
        ImageDataset images = Colours.generate(12, 1);
        for (int i = 0; i < images.size(); i++) {
            BufferedImage small = images.picture(i);
            BufferedImage wide = new BufferedImage(20 + i, 12, BufferedImage.TYPE_INT_RGB);
            wide.createGraphics().drawImage(small, 0, 0, wide.getWidth(), wide.getHeight(), null);
            Path file = photos.resolve(Colours.CLASSES.get(images.label(i))).resolve("p" + i + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(wide, "png", file.toFile());
        }
    }

    private Pictures pictures() throws IOException {
        return Pictures.of(photos).memory(0).workers(4);
    }

    private static void assertSameFrames(ImageSource actual, ImageSource expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        IntStream.range(0, expected.size()).parallel().forEach(image -> {
            try {
                Frame frame = actual.read(image);
                Frame other = expected.read(image);
                assertThat(frame.height()).isEqualTo(other.height());
                assertThat(frame.width()).isEqualTo(other.width());
                assertThat(frame.pixels()).as("image %d", image).isEqualTo(other.pixels());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static List<Path> kept(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aPictureIsTheSameHoweverItIsKept() throws IOException {
        Path cache = folder.resolve("cache");
        try (OpenPictures decoded = pictures().withoutCache().open(INPUT);
                OpenPictures stored = pictures().cache(cache).open(INPUT);
                OpenPictures remembered = Pictures.of(photos).open(INPUT)) {
            for (int round = 0; round < 2; round++) {
                assertSameFrames(stored.train(), decoded.train());
                assertSameFrames(stored.train().whole(), decoded.train().whole());
                assertSameFrames(remembered.train(), decoded.train());
                assertSameFrames(remembered.train().whole(), decoded.train().whole());
            }
        }
        assertThat(kept(cache)).as("one file for each form").hasSize(2);
        try (OpenPictures decoded = pictures().withoutCache().open(INPUT);
                OpenPictures again = pictures().cache(cache).open(INPUT)) {
            assertSameFrames(again.train(), decoded.train());
        }
    }

    @Test
    void itIsInTheInputsSizeOrWholeAndALittleLarger() throws IOException {
        try (OpenPictures open = pictures().open(INPUT)) {
            ImageSource train = open.train();
            Frame view = train.read(0);
            Path file = photos.resolve("blue/p11.png");
            assertThat(view.pixels()).hasSize(7 * 7 * 3);
            assertThat(train.label(train.size() - 1)).isEqualTo(train.classes().indexOf("red"));
            Frame whole = train.whole().read(0);
            assertThat(whole.height()).isEqualTo(8);
            assertThat(whole.width()).isBetween(13, 21);
            assertThat(Images.read(file, 7, 7, Images.Fit.CROP)).hasSameSizeAs(view.pixels());
        }
    }

    private static String identity(PictureForm form, List<String> classes, PictureFiles.Entry... entries)
            throws IOException {
        PictureFiles files = new PictureFiles(classes, false, List.of(entries));
        BadPictures bad = new BadPictures(OnBadPicture.SKIP, entries.length);
        return new StreamedPictures(files, form, new PictureKeeping(Optional.empty(), 0), bad, 1)
                .identity()
                .orElseThrow();
    }

    private static PictureFiles.Entry entry(String name, long bytes, long modified, int label) {
        return new PictureFiles.Entry(Path.of(name), name, bytes, modified, new int[] {label});
    }

    @Test
    void otherNamesLengthsTimesLabelsClassesOrFormsAreOtherPictures() throws IOException {
        PictureForm form = PictureForm.of(INPUT, 0);
        List<String> classes = List.of("a", "b");
        PictureFiles.Entry first = entry("a/1", 10, 20, 0);
        PictureFiles.Entry second = entry("b/2", 11, 21, 1);
        assertThat(identity(form, classes, first, second)).isEqualTo(identity(form, classes, first, second));
        assertThat(List.of(
                        identity(form, classes, first, second),
                        identity(form, classes, second, first),
                        identity(form, classes, first),
                        identity(form, classes, entry("a/0", 10, 20, 0), second),
                        identity(form, classes, entry("a/1", 12, 20, 0), second),
                        identity(form, classes, entry("a/1", 10, 22, 0), second),
                        identity(form, classes, entry("a/1", 10, 20, 1), second),
                        identity(form, List.of("a", "c"), first, second),
                        identity(form.asWhole(), classes, first, second),
                        identity(PictureForm.of(INPUT, 9), classes, first, second)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theirPartsAreStratifiedAndKnowThemselves() throws IOException {
        try (OpenPictures open = pictures().open(INPUT)) {
            List<ImageSource> parts = open.train().stratified(0.34, 1);
            assertThat(parts.get(0).classCounts()).containsOnly(1);
            assertThat(parts.get(0).size() + parts.get(1).size()).isEqualTo(open.train().size());
            assertThat(parts.get(0).identity()).isNotEqualTo(parts.get(1).identity());
            assertThat(parts.get(1).workers()).isEqualTo(4);
            assertThat(parts.get(1).whole().size()).isEqualTo(parts.get(1).size());
        }
    }

    @Test
    void whatIsGoneIsABadPicture() throws IOException {
        Pictures found = pictures().onBadPicture(OnBadPicture.SKIP);
        try (Stream<Path> files = Files.list(photos.resolve("red"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (OpenPictures open = found.open(INPUT)) {
            assertThatThrownBy(() -> open.train().read(open.train().size() - 1))
                    .isInstanceOf(SkippedPictureException.class)
                    .hasMessageContaining("there is no such file");
            assertThat(open.leftOut()).hasValueSatisfying(line -> assertThat(line).startsWith("1 picture of 12 "));
        }
    }
}
