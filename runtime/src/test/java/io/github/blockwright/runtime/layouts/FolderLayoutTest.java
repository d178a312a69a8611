package io.github.blockwright.runtime.layouts;

import static io.github.blockwright.runtime.layouts.Folders.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderLayoutTest {
    @TempDir
    private Path root;

    private Folders folders;

    @BeforeEach
    void make() {
        folders = new Folders(root);
    }

    private FoundPictures find() throws IOException {
        return Layouts.find(root);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::find).isInstanceOf(IOException.class).hasMessageContaining(message);
    }

    @Test
    void picturesOfAClassMayLieAtAnyDepthBelowIt() throws IOException {
        folders.pictures("dog/b.jpg", "dog/2024/may/a.jpg", "cat/1.jpg", "dog/a.jpg");

        assertThat(files(find()))
                .isEqualTo(Map.of(
                        Part.TRAIN,
                        List.of("cat/1.jpg=cat", "dog/2024/may/a.jpg=dog", "dog/a.jpg=dog", "dog/b.jpg=dog")));
        assertThat(find().remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"train, val, test", "TRAIN, Validation, TEST", "Training, valid, testing", "training, VALID, Test"})
    void partsHaveTheNamesThatPeopleGiveThem(String train, String validation, String test) throws IOException {
        folders.pictures(
                        train + "/cat/1.jpg",
                        train + "/dog/1.jpg",
                        validation + "/cat/2.jpg",
                        validation + "/dog/2.jpg")
                .pictures(test + "/cat/3.jpg", test + "/dog/3.jpg");

        assertThat(files(find()))
                .isEqualTo(Map.of(
                        Part.TRAIN, List.of(train + "/cat/1.jpg=cat", train + "/dog/1.jpg=dog"),
                        Part.VALIDATION, List.of(validation + "/cat/2.jpg=cat", validation + "/dog/2.jpg=dog"),
                        Part.TEST, List.of(test + "/cat/3.jpg=cat", test + "/dog/3.jpg=dog")));
    }

    @ParameterizedTest
    @CsvSource({"train", "valid", "test"})
    void anyPartMayBeAlone(String part) throws IOException {
        folders.pictures(part + "/cat/1.jpg", part + "/dog/1.jpg");

        assertThat(files(find()).keySet()).containsExactly(Part.named(part).orElseThrow());
        assertThat(find().classes()).containsExactly("cat", "dog");
    }

    @Test
    void aFolderThatAnArchiveWrappedIsLookedInto() throws IOException {
        folders.pictures("photos/photos/cat/1.jpg", "photos/photos/dog/1.jpg", "__MACOSX/photos/cat/._1.jpg")
                .text("photos/README.md", "# Photos");

        assertThat(find().place()).isEqualTo(root.resolve("photos/photos"));
        assertThat(find().classes()).containsExactly("cat", "dog");
    }

    @Test
    void aClassMayBeCalledTrain() throws IOException {
        folders.pictures("bus/1.jpg", "car/1.jpg", "train/1.jpg", "train/old/2.jpg");

        assertThat(find().classes()).containsExactly("bus", "car", "train");
    }

    @Test
    void whatLiesBesideThePartsIsToldAndPassedOver() throws IOException {
        folders.pictures("train/cat/1.jpg", "train/dog/1.jpg", "train/loose.jpg", "unlabelled/1.jpg", "test/1.jpg")
                .text("train/cat/notes.txt", "no picture")
                .text("train/cat/raw.CR2", "II*\0")
                .text("train/dog/BMW.txt", "BM starts a BMP, but also this");

        FoundPictures found = find();

        assertThat(files(found)).containsOnlyKeys(Part.TRAIN);
        assertThat(found.remarks())
                .contains(
                        "the test part is passed over: " + root.resolve("test")
                                + " holds no folders of classes, so its 1 pictures have no labels",
                        "pictures outside the folders of classes are passed over: 1 (loose.jpg)",
                        "files that are no pictures are passed over: 2 (BMW.txt, notes.txt)",
                        "pictures of kinds that are not read (save them as JPEG or PNG) are passed over: 1 (raw.CR2)",
                        "folders beside the parts are passed over: 1 (unlabelled)");
    }

    @Test
    void whatIsAPictureIsToldByItsContentUnlessTheNameSaysSo() throws IOException {
        folders.pictures("cat/without-ending", "cat/IMG_1.jpg_large", "dog/1.WEBP")
                .text("dog/broken.jpeg", "this is to be told as a broken picture");

        assertThat(files(find()).get(Part.TRAIN))
                .containsExactly(
                        "cat/IMG_1.jpg_large=cat", "cat/without-ending=cat", "dog/1.WEBP=dog", "dog/broken.jpeg=dog");
    }

    @Test
    void whatSystemsHideIsNoPicture() throws IOException {
        folders.pictures("cat/1.jpg", "dog/1.jpg", "cat/.hidden.jpg", "cat/.thumbs/1.jpg", ".git/1.jpg")
                .pictures("cat/@eaDir/1.jpg", "__MACOSX/cat/1.jpg", "cat/Thumbs.db");

        assertThat(files(find()).get(Part.TRAIN)).containsExactly("cat/1.jpg=cat", "dog/1.jpg=dog");
        assertThat(find().remarks()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksAreFollowedOnceAndLoopsNot() throws IOException {
        folders.pictures("sets/cat/1.jpg", "sets/dog/1.jpg", "elsewhere/more/2.jpg");
        Path sets = root.resolve("sets");
        Files.createSymbolicLink(sets.resolve("cat/more"), root.resolve("elsewhere/more"));
        Files.createSymbolicLink(sets.resolve("cat/again"), root.resolve("elsewhere/more"));
        Files.createSymbolicLink(sets.resolve("cat/loop"), sets);
        Files.createSymbolicLink(sets.resolve("dog/cats"), sets.resolve("cat"));
        Files.createSymbolicLink(sets.resolve("dog/2.jpg"), root.resolve("elsewhere/more/2.jpg"));
        Files.createSymbolicLink(sets.resolve("dog/3.jpg"), root.resolve("nowhere.jpg"));

        FoundPictures found = Layouts.find(sets);

        assertThat(files(found).get(Part.TRAIN))
                .hasSize(5)
                .contains("cat/1.jpg=cat", "dog/1.jpg=dog", "dog/2.jpg=dog", "dog/3.jpg=dog")
                .containsAnyOf("cat/more/2.jpg=cat", "cat/again/2.jpg=cat");
        assertThat(found.remarks()).hasSize(1);
        assertThat(found.remarks().get(0)).startsWith("links to folders that are here already are passed over: 3 (");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatLinksToItselfHoldsNoPictures() throws IOException {
        Files.createSymbolicLink(root.resolve("self"), root);

        assertThatThrownBy(this::find).isInstanceOf(IOException.class).hasMessageContaining("holds no pictures");
    }

    @Test
    void aClassThatOnlyValidationHasIsRefused() throws IOException {
        folders.pictures("train/cat/1.jpg", "train/dog/1.jpg", "val/cat/1.jpg", "val/fox/1.jpg");

        assertRefused(
                "The validation part of " + root + " has the class fox, which the train part has not, so no network can"
                        + " learn it: add pictures of it to train, or take it out of validation");
    }

    @Test
    void aClassThatOnlyTrainHasIsTold() throws IOException {
        folders.pictures("train/cat/1.jpg", "train/dog/1.jpg", "val/cat/2.jpg");
        Files.createDirectories(root.resolve("val/dog"));

        assertThat(files(find()).get(Part.VALIDATION)).containsExactly("val/cat/2.jpg=cat");
        assertThat(find().remarks()).containsExactly("the validation part has no pictures of the class dog");
    }

    @Test
    void aSingleClassIsFoundSinceItCanBeMeasured() throws IOException {
        folders.pictures(Folders.numbered("cat", 5));

        assertThat(find().classes()).containsExactly("cat");
        assertThat(find().part(Part.TRAIN).labels()).hasSize(5);
    }

    @Test
    void noPicturesAreRefusedWithWhatIsExpected() throws IOException {
        assertRefused("put the pictures of each class in a folder of its own");
        folders.pictures("1.jpg");
        assertRefused(root + " holds pictures, but no folders: put the pictures of each class in a folder of its own");
        folders.pictures("cat/1.jpg");
        Path empty = Files.createDirectories(root.resolve("dog"));
        assertRefused(empty + " holds no pictures: add some, or remove the folder");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesThatDifferInCaseOnlyAreRefused() {
        folders.pictures("Cat/1.jpg", "cat/1.jpg", "cat/2.jpg", "dog/1.jpg");

        assertRefused("the classes Cat (1 pictures) and cat (2 pictures) differ in upper and lower case only");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesThatDifferInCaseBetweenPartsAreRefused() {
        folders.pictures("train/Cat/1.jpg", "train/dog/1.jpg", "val/cat/1.jpg");

        assertThatThrownBy(this::find).isInstanceOf(IOException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void twoSpellingsOfAnUmlautAreOneClass() throws IOException {
        String composed = "\u00c4pfel";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        folders.pictures(composed + "/1.jpg", decomposed + "/2.jpg", "Birnen/1.jpg", "Apfel/1.jpg");

        assertThat(find().classes()).containsExactly("Apfel", "Birnen", composed);
        assertThat(find().part(Part.TRAIN).labels())
                .filteredOn(labels -> labels[0] == 2)
                .hasSize(2);
    }

    @Test
    void twoFoldersForOnePartAreRefused() {
        folders.pictures("train/cat/1.jpg", "train/dog/1.jpg", "val/cat/1.jpg", "valid/cat/1.jpg");

        assertRefused("are both the validation part: put them together, or move one away");
    }

    @Test
    void picturesCalledByClassAndNumberNeedNoFolders() throws IOException {
        folders.pictures("train/cat.0.jpg", "train/cat.1.jpg", "train/dog.0.jpg", "test/1.jpg");

        assertThat(files(find()).get(Part.TRAIN))
                .containsExactly("train/cat.0.jpg=cat", "train/cat.1.jpg=cat", "train/dog.0.jpg=dog");
    }
}
