package io.github.blockwright.runtime.layouts;

import static io.github.blockwright.runtime.layouts.Folders.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexTest {
    private static final List<String> TWO = List.of("a.jpg=cat", "b.jpg=dog");

    @TempDir
    private Path root;

    private Folders folders;

    @BeforeEach
    void make() {
        folders = new Folders(root);
    }

    private List<String> train() throws IOException {
        return files(Layouts.find(root)).get(Part.TRAIN);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Layouts.find(root))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path,label\na.jpg,cat\nb.jpg,dog\n",
                "a.jpg,cat\nb.jpg,dog",
                "\uFEFFFile Name,Class\r\na.jpg,cat\r\nb.jpg,dog\r\n",
                "label;image_id\ncat;a\ndog;b\n",
                "Image Path\tTarget\n\"a.jpg\"\tcat\n\"b.jpg\"\tdog\n",
                "\"filename\", \"category\"\n\"./a.jpg\", \"cat\"\n\n\"b.jpg\", dog\n",
                "id,breed\na,cat\nb,dog\n",
                "photo,weight,label\na.jpg,3,cat\nb.jpg,9,dog\n",
                "path,label\n/elsewhere/on/another/machine/a.jpg,cat\nC:\\data\\b.jpg,dog\n"
            })
    void anIndexMayLookAsPeopleWriteIt(String csv) throws IOException {
        folders.pictures("a.jpg", "b.jpg").text("labels.csv", csv);

        assertThat(train()).isEqualTo(TWO);
        assertThat(files(Layouts.find(root.resolve("labels.csv")))).containsEntry(Part.TRAIN, TWO);
        assertThat(Layouts.find(root).remarks()).containsExactly("labels from " + root.resolve("labels.csv"));
    }

    @Test
    void jsonLinesSayTheSame() throws IOException {
        folders.pictures("a.jpg", "b.jpg")
                .text(
                        "metadata.jsonl",
                        "{\"file_name\": \"a.jpg\", \"label\": \"cat\"}\n\n{\"label\": \"dog\", \"file_name\": \"b.jpg\"}\n");

        assertThat(train()).isEqualTo(TWO);
        assertThat(Layouts.find(root).multiLabel()).isFalse();
    }

    @Test
    void aColumnSaysThePart() throws IOException {
        folders.pictures("a.jpg", "b.jpg", "c.jpg", "d.jpg")
                .text(
                        "labels.csv",
                        "path,label,split\na.jpg,cat,train\nb.jpg,dog,train\nc.jpg,cat,val\nd.jpg,dog,TEST\n");

        assertThat(files(Layouts.find(root)))
                .isEqualTo(Map.of(
                        Part.TRAIN, TWO, Part.VALIDATION, List.of("c.jpg=cat"), Part.TEST, List.of("d.jpg=dog")));
        folders.text("labels.csv", "a.jpg,cat,train\nb.jpg,dog,train\nc.jpg,cat,val\n");
        assertThat(files(Layouts.find(root))).containsEntry(Part.VALIDATION, List.of("c.jpg=cat"));
        folders.text("labels.csv", "path,label,is_valid\na.jpg,cat,False\nb.jpg,dog,False\nc.jpg,cat,True\n");
        assertThat(files(Layouts.find(root))).containsEntry(Part.VALIDATION, List.of("c.jpg=cat"));
    }

    @Test
    void anotherWordForAPartIsRefused() {
        folders.pictures("a.jpg", "b.jpg").text("labels.csv", "path,label,split\na.jpg,cat,train\nb.jpg,dog,holdout\n");

        assertRefused(
                root.resolve("labels.csv") + ", line 3: expected train, validation or test for the part, not holdout");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "path,labels\\na.jpg,cat|dog\\nb.jpg,dog\\nc.jpg,",
                "path,labels\\na.jpg,cat;dog\\nb.jpg,dog\\nc.jpg,",
                "path,labels\\na.jpg,cat dog\\nb.jpg,dog\\nc.jpg,\\nd.jpg,cat",
                "filename, cat, dog\\na.jpg, 1, 1\\nb.jpg, 0, 1\\nc.jpg, 0, 0"
            })
    void aPictureMayHaveSeveralLabelsOrNone(String csv) throws IOException {
        folders.pictures("a.jpg", "b.jpg", "c.jpg", "d.jpg").text("labels.csv", csv.replace("\\n", "\n"));

        assertThat(Layouts.find(root).multiLabel()).isTrue();
        assertThat(train()).startsWith("a.jpg=cat|dog", "b.jpg=dog", "c.jpg=");
    }

    @Test
    void labelsInJsonMayBeAnArray() throws IOException {
        folders.pictures("a.jpg", "b.jpg")
                .text(
                        "i.ndjson",
                        "{\"image\": \"a.jpg\", \"labels\": [\"cat\", \"dog\"]}\n{\"image\": \"b.jpg\", \"labels\": []}\n");

        assertThat(Layouts.find(root).multiLabel()).isTrue();
        assertThat(train()).containsExactly("a.jpg=cat|dog", "b.jpg=");
    }

    @Test
    void namesOfSeveralWordsAreNotTakenForSeveralLabels() throws IOException {
        folders.pictures("a.jpg", "b.jpg", "c.jpg")
                .text(
                        "birds.csv",
                        "filepaths,labels,data set\na.jpg,SNOWY OWL,train\nb.jpg,BARN OWL,train\nc.jpg,BARN OWL,valid\n");

        FoundPictures found = Layouts.find(root);
        assertThat(found.multiLabel()).isFalse();
        assertThat(found.classes()).containsExactly("BARN OWL", "SNOWY OWL");
        assertThat(found.part(Part.VALIDATION).size()).isEqualTo(1);
    }

    @Test
    void oneColumnPerLabelWithASingleOneIsAnOrdinaryLabel() throws IOException {
        folders.pictures("a.jpg", "b.jpg").text("truth.csv", "image,cat,dog\na,1.0,0.0\nb,0.0,1.0\n");

        assertThat(Layouts.find(root).multiLabel()).isFalse();
        assertThat(train()).isEqualTo(TWO);
    }

    @Test
    void kagglesExportIsReadAsItLies() throws IOException {
        folders.pictures("train/a.jpg", "train/b.jpg", "test/a.jpg", "test/z.jpg")
                .text("train.csv", "id,label\na,cat\nb,dog\n")
                .text("test.csv", "id\na\nz\n")
                .text("sample_submission.csv", "id,label\na,cat\nz,cat\n");

        FoundPictures found = Layouts.find(root);

        assertThat(files(found)).isEqualTo(Map.of(Part.TRAIN, List.of("train/a.jpg=cat", "train/b.jpg=dog")));
        assertThat(found.remarks())
                .contains("labels from " + root.resolve("train.csv"))
                .contains("pictures in " + root + " that the index does not name are passed over: 2");
    }

    @Test
    void anIndexForEachPartIsReadWithItsPart() throws IOException {
        folders.pictures("Train/0/1.png", "Train/1/1.png", "Test/1.png", "Meta/0.png", "Meta/1.png")
                .text("Train.csv", "Width,ClassId,Path\n9,0,Train/0/1.png\n9,1,Train/1/1.png\n")
                .text("Test.csv", "Width,ClassId,Path\n9,1,Test/1.png\n")
                .text("Meta.csv", "Path,ClassId,ShapeId\nMeta/0.png,0,1\nMeta/1.png,1,1\n");

        assertThat(files(Layouts.find(root)))
                .isEqualTo(Map.of(
                        Part.TRAIN, List.of("Train/0/1.png=0", "Train/1/1.png=1"), Part.TEST, List.of("Test/1.png=1")));
    }

    @Test
    void roboflowsExportOfSeveralLabelsIsReadAsItLies() throws IOException {
        String header = "filename, cat, dog\n";
        folders.pictures("train/a.jpg", "train/b.jpg", "valid/c.jpg", "test/d.jpg")
                .text("train/_classes.csv", header + "a.jpg, 1, 1\nb.jpg, 0, 1\n")
                .text("valid/_classes.csv", header + "c.jpg, 1, 0\n")
                .text("test/_classes.csv", header + "d.jpg, 0, 1\n")
                .text("README.roboflow.txt", "exported");

        FoundPictures found = Layouts.find(root);

        assertThat(found.multiLabel()).isTrue();
        assertThat(files(found))
                .isEqualTo(Map.of(
                        Part.TRAIN, List.of("train/a.jpg=cat|dog", "train/b.jpg=dog"),
                        Part.VALIDATION, List.of("valid/c.jpg=cat"),
                        Part.TEST, List.of("test/d.jpg=dog")));
    }

    @Test
    void withoutAColumnThePartIsTheFolderThatAllPicturesLieIn() throws IOException {
        folders.pictures("train/a.jpg", "train/b.jpg", "val/c.jpg")
                .text("labels.csv", "path,label\ntrain/a.jpg,cat\ntrain/b.jpg,dog\nval/c.jpg,cat\n");

        assertThat(files(Layouts.find(root))).containsEntry(Part.VALIDATION, List.of("val/c.jpg=cat"));
    }

    @Test
    void aNameThatCouldBeTwoPicturesIsRefused() {
        folders.pictures("x/a.jpg", "y/a.jpg", "x/b.jpg").text("labels.csv", "path,label\na.jpg,cat\nb.jpg,dog\n");

        assertRefused("labels.csv, line 2: it names a.jpg, which could be " + root.resolve("x/a.jpg") + " or "
                + root.resolve("y/a.jpg") + ": give the path from the index's folder");
    }

    @Test
    void aPictureThatIsNotThereStaysToBeToldAsABadOne() throws IOException {
        folders.pictures("a.jpg", "b.jpg").text("labels.csv", "path,label\na.jpg,cat\nb.jpg,dog\nlost.jpg,dog\n");

        assertThat(train()).containsExactly("a.jpg=cat", "b.jpg=dog", "lost.jpg=dog");
        assertThat(Layouts.find(root).part(Part.TRAIN).files().get(2).bytes()).isEqualTo(-1);
        folders.text("labels.csv", "path,label\na.jpg,cat\nlost/1.jpg,dog\nlost/2.jpg,dog\n");
        assertRefused(
                "Of the 3 pictures that " + root.resolve("labels.csv") + " names, 2 are not there, the first of them"
                        + " lost/1.jpg: they are looked for beside the index and in all folders below it");
    }

    @Test
    void aPictureWithTwoRowsIsRefusedUnlessTheySayTheSame() throws IOException {
        folders.pictures("a.jpg", "b.jpg").text("labels.csv", "path,label\na.jpg,cat\nb.jpg,dog\na.jpg,cat\n");
        assertThat(train()).isEqualTo(TWO);

        folders.text("labels.csv", "path,label\na.jpg,cat\nb.jpg,dog\na.jpg,dog\n");
        assertRefused("names a.jpg in line 2 and, otherwise, in line 4: leave one; several labels go into one field");
    }

    @Test
    void twoTablesThatCouldBeTheIndexAreRefused() {
        folders.pictures("a.jpg", "b.jpg")
                .text("one.csv", "a.jpg,cat\nb.jpg,dog\n")
                .text("two.csv", "a.jpg,x\nb.jpg,y\n");

        assertRefused("could both be the index: give the path of the one that is meant");
    }

    @Test
    void whatANetworkThoughtIsNoIndex() throws IOException {
        folders.pictures("cat/1.jpg", "dog/1.jpg")
                .text("predicted.csv", "picture,label,probability\ncat/1.jpg,dog,0.9\ndog/1.jpg,dog,0.9\n");

        assertThat(train()).containsExactly("cat/1.jpg=cat", "dog/1.jpg=dog");
        assertThatThrownBy(() -> Layouts.find(root.resolve("predicted.csv")))
                .hasMessageContaining("its column probability says that it holds what a network thought");
    }

    @Test
    void anIndexThatIsNoneSaysWhatIsMissing() {
        folders.pictures("a.jpg")
                .text("x.csv", "weight,height\n1,2\n")
                .text("y.csv", "path,weight,height\na.jpg,7,8\n");

        assertThatThrownBy(() -> Layouts.find(root.resolve("x.csv")))
                .hasMessage(
                        root.resolve("x.csv") + " is no index of pictures: none of its columns [weight, height] names"
                                + " pictures: call one path");
        assertThatThrownBy(() -> Layouts.find(root.resolve("y.csv")))
                .hasMessageContaining("gives labels: call one label, or give each label a column with 0 and 1");
    }

    @Test
    void anIndexInAnotherEncodingIsRefusedByName() throws IOException {
        folders.pictures("a.jpg", "b.jpg");
        Files.write(
                root.resolve("labels.csv"), "a.jpg,\u00c4pfel\nb.jpg,Birnen\n".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused("labels.csv is not UTF-8: save it as UTF-8");
    }

    @Test
    void brokenJsonAndQuotesAreNamedByLine() {
        folders.pictures("a.jpg").text("x.jsonl", "{\"path\": \"a.jpg\", \"label\": \"cat\"}\nnonsense\n");
        assertRefused("x.jsonl, line 2: expected a JSON object");
        folders.text("x.jsonl", "").text("y.csv", "path,label\n\"a.jpg\"x,cat\n");
        assertThatThrownBy(() -> Layouts.find(root.resolve("y.csv")))
                .hasMessageContaining("y.csv, line 2: the quotes do not fit");
    }

    @Test
    void labelsAndPathsMayBeSpeltEitherWayThatUnicodeKnows() throws IOException {
        String composed = "\u00c4pfel";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        folders.pictures(decomposed + "/1.jpg", "b.jpg", "c.jpg")
                .text("labels.csv", composed + "/1.jpg," + composed + "\nb.jpg," + decomposed + "\nc.jpg,Birnen\n");

        assertThat(Layouts.find(root).classes()).containsExactly("Birnen", composed);
        assertThat(Layouts.find(root).part(Part.TRAIN).files()).allMatch(file -> file.bytes() > 0);
    }

    @Test
    void labelsThatDifferInCaseOnlyAreRefused() {
        folders.pictures("a.jpg", "b.jpg", "c.jpg").text("labels.csv", "a.jpg,Cat\nb.jpg,cat\nc.jpg,dog\n");

        assertRefused("differ in upper and lower case only");
    }

    @Test
    void aSingleLabelThatSomePicturesLackCanBeLearned() throws IOException {
        folders.pictures("a.jpg", "b.jpg").text("labels.csv", "path,cat,dog\na.jpg,1,0\nb.jpg,0,0\n");

        assertThat(Layouts.find(root).classes()).containsExactly("cat");
    }
}
