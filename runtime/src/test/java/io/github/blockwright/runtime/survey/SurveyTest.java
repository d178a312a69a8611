package io.github.blockwright.runtime.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.layouts.Part;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.testing.Patterns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurveyTest {
    private static final List<String> CLASSES = List.of("cat", "dog");
    private final List<Entry> entries = new ArrayList<>();

    private void add(Part part, long seed, int... labels) {
        Picture picture = Picture.of(Patterns.picture(seed, 40, 30));
        entries.add(new Entry(part + " " + entries.size(), part, labels, new Content.InMemory(picture)));
    }

    private void addMirrored(Part part, long seed, int... labels) {
        Picture picture = Picture.of(Patterns.mirrored(Patterns.picture(seed, 40, 30)));
        entries.add(new Entry(part + " " + entries.size(), part, labels, new Content.InMemory(picture)));
    }

    private void addBad(Part part, String reason, int... labels) {
        entries.add(new Entry(part + " " + entries.size(), part, labels, new Content.InFile(Path.of(reason))));
    }

    private Survey survey() throws IOException {
        return Survey.of("some", List.of("a remark"), CLASSES, entries, Survey.NEAR);
    }

    private Map<Part, List<int[]>> labels() {
        return Map.of(Part.TRAIN, entries.stream().map(Entry::labels).toList());
    }

    private JsonObject json() throws IOException {
        return JsonParser.parseString(survey().toJson()).getAsJsonObject();
    }

    @Test
    void picturesThatAreAllDifferentHaveNoProblems() throws IOException {
        for (int i = 0; i < 40; i++) {
            add(i % 4 == 0 ? Part.VALIDATION : Part.TRAIN, i, i % 2);
        }
        assertThat(survey().problems()).isEmpty();
        assertThat(survey().lines())
                .contains("  a remark", "sizes: all 40 × 30 pixels", "No problems were found.")
                .noneMatch(line -> line.startsWith("!"));
    }

    @Test
    void aPictureOfThePartToTestOnIsLookedForInBothOthers() throws IOException {
        add(Part.TRAIN, 1, 0);
        add(Part.VALIDATION, 2, 0);
        add(Part.VALIDATION, 1, 0);
        add(Part.TEST, 2, 0);
        add(Part.TEST, 1, 0);
        add(Part.TEST, 3, 1);
        JsonObject same = json().getAsJsonObject("sameBytes");
        assertThat(same.get("copies").getAsInt()).isEqualTo(3);
        assertThat(same.getAsJsonArray("acrossParts").toString())
                .isEqualTo("[{\"picture\":\"validation 2\",\"like\":\"train 0\",\"bits\":0},"
                        + "{\"picture\":\"test 4\",\"like\":\"train 0\",\"bits\":0},"
                        + "{\"picture\":\"test 3\",\"like\":\"validation 1\",\"bits\":0}]");
        assertThat(json().getAsJsonObject("nearlySame").getAsJsonArray("acrossParts"))
                .isEmpty();
    }

    @Test
    void aMirroredPictureOfTheSameClassInAnotherPartIsFound() throws IOException {
        add(Part.TRAIN, 1, 0);
        add(Part.TRAIN, 2, 1);
        addMirrored(Part.VALIDATION, 1, 0);
        addMirrored(Part.VALIDATION, 2, 0);
        add(Part.TRAIN, 5, 0);
        addMirrored(Part.TRAIN, 5, 1);
        JsonObject near = json().getAsJsonObject("nearlySame");
        assertThat(near.getAsJsonArray("acrossParts").toString())
                .matches("\\[\\{\"picture\":\"validation 2\",\"like\":\"train 0\",\"bits\":\\d,\"mirrored\":true}]");
        assertThat(near.getAsJsonArray("acrossClasses"))
                .as("a mirrored arrow may be another class")
                .isEmpty();
        assertThat(survey().lines()).anySatisfy(line -> assertThat(line)
                .startsWith("    validation 2 looks like train 0 (")
                .endsWith("mirrored)"));
    }

    @Test
    void aSingleClassIsAProblemWhereAPictureHasOneLabel() throws IOException {
        add(Part.TRAIN, 1, 0);
        assertThat(Survey.of("some", List.of(), List.of("cat"), entries, Survey.NEAR)
                        .problems())
                .containsExactly("there is a single class, which a network would learn to answer to anything: add"
                        + " pictures of another, if only of everything else");
        add(Part.TRAIN, 2);
        assertThat(Survey.of("some", List.of(), List.of("cat"), entries, Survey.NEAR)
                        .problems())
                .isEmpty();
    }

    @Test
    void picturesWithSeveralLabelsCountForEachAndContradictEachOtherIfOneDiffers() throws IOException {
        add(Part.TRAIN, 1, 0, 1);
        add(Part.TRAIN, 2, 1);
        add(Part.TRAIN, 1, 0, 1);
        add(Part.TRAIN, 2);
        assertThat(json().getAsJsonObject("pictures").toString()).isEqualTo("{\"train\":{\"cat\":2,\"dog\":3}}");
        assertThat(survey().lines()).contains("    train 3 (no class) is train 1 (dog)");
        assertThat(survey().problems()).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsNamedWithItsReason() throws IOException {
        add(Part.TRAIN, 1, 0);
        addBad(Part.TRAIN, "nowhere.jpg", 1);
        assertThat(survey().problems()).containsExactly("1 picture cannot be read: mend or delete it");
        assertThat(survey().lines()).contains("    train 1: there is no such file; check the path");
        assertThat(json().getAsJsonArray("bad").toString())
                .isEqualTo("[{\"picture\":\"train 1\",\"reason\":\"there is no such file; check the path\"}]");
    }

    @Test
    void nothingThatCanBeReadIsStillAnAnswer() throws IOException {
        addBad(Part.TRAIN, "gone", 0);
        addBad(Part.VALIDATION, "gone", 1);
        assertThat(survey().lines()).contains("! 2 pictures cannot be read: mend or delete them");
        assertThat(json().has("mean")).isFalse();
    }

    @Test
    void aClassOutOfBalanceIsSaidWithoutReadingAnything() {
        for (int i = 0; i < 50; i++) {
            addBad(Part.TRAIN, "not read", i < 40 ? 0 : 1);
        }
        assertThat(Survey.inShort(CLASSES, labels(), List.of()))
                .contains("cat            40", "dog            10", "few pictures: dog has 10 to train on")
                .anyMatch(line -> line.startsWith("imbalance: cat has 4.0 times as many pictures to train on as dog"));
    }

    @Test
    void ofManyClassesBothEndsAreShown() {
        List<String> classes = new ArrayList<>();
        for (int label = 0; label < 200; label++) {
            classes.add("class" + label);
            for (int i = 0; i <= label; i++) {
                addBad(Part.TRAIN, "not read", label);
            }
        }
        List<String> lines = Survey.inShort(classes, labels(), List.of());
        assertThat(lines).hasSizeLessThan(20).contains("... 190 classes between ...");
        assertThat(lines.get(1)).startsWith("class199 ").endsWith(" 200");
    }

    @Test
    void meanAndDeviationAreThoseOfAllPixelsToTrainOn() throws IOException {
        entries.add(new Entry("a", Part.TRAIN, new int[] {0}, new Content.InMemory(new Picture(1, 2, 1, new byte[2]))));
        byte[] white = {-1, -1, -1, -1, -1, 0};
        entries.add(new Entry("b", Part.TRAIN, new int[] {1}, new Content.InMemory(new Picture(1, 2, 3, white))));
        add(Part.VALIDATION, 1, 0);
        JsonObject json = json();
        assertThat(json.getAsJsonArray("mean").toString()).isEqualTo("[0.5,0.5,0.25]");
        assertThat(json.getAsJsonArray("deviation").get(0).getAsDouble()).isEqualTo(0.5);
        assertThat(json.getAsJsonArray("deviation").get(2).getAsDouble()).isEqualTo(Math.sqrt(3.0 / 16));
    }

    @Test
    void howManyBitsMayDifferHasLimits() {
        assertThatThrownBy(() -> Survey.of("some", List.of(), CLASSES, entries, 17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 16 bits, not 17");
    }
}
