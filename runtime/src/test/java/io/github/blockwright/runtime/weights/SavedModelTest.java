package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.util.passthrough.PassthroughNDArray;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest extends WithEngine {
    private static final List<String> CLASSES = List.of("a", "b \"quoted\"", "ç");

    @TempDir
    private Path directory;

    private TinyBlock saved() throws IOException {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        SavedModel.save(block, CLASSES, Map.of("ValidationAccuracy", "0.5"), directory, "tiny");
        return block;
    }

    private Path file() {
        return directory.resolve("tiny-0000.params");
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> SavedModel.load(file, new TinyBlock()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + "")
                .hasMessageContaining(message);
    }

    @Test
    void whatIsLoadedIsWhatWasSaved() throws IOException {
        TinyBlock block = saved();
        try (SavedModel model = SavedModel.load(file(), new TinyBlock())) {
            assertSame(values(model.block()), values(block));
            assertThat(model.classes()).isEqualTo(CLASSES);
            assertThat(model.model().getProperty("ValidationAccuracy")).isEqualTo("0.5");
        }
    }

    @Test
    void valuesAreReadWithoutAnEngine() throws IOException {
        TinyBlock block = saved();
        try (SavedModel model = SavedModel.loadValues(file(), new TinyBlock())) {
            assertSame(values(model.block()), values(block));
            assertThat(model.classes()).isEqualTo(CLASSES);
            assertThat(model.block().getParameters().valueAt(0).getArray()).isInstanceOf(PassthroughNDArray.class);
        }
        byte[] content = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(content, content.length - 1));
        assertThatThrownBy(() -> SavedModel.loadValues(file(), new TinyBlock()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file() + " is not a whole model file");
    }

    @Test
    void savingLeavesTheBlockUsableAndNoOtherFile() throws IOException {
        TinyBlock block = saved();
        assertThat(values(block)).isNotEmpty();
        saved();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aMissingFileIsOneClearError() {
        assertThatThrownBy(() -> SavedModel.load(file(), new TinyBlock()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file() + ": there is no such model file");
    }

    @Test
    void aFileOfAnotherNameIsRefused() throws IOException {
        saved();
        Path other = Files.move(file(), directory.resolve("tiny.params"));
        assertRefused(other, "is not named like a saved model, <name>-0000.params");
    }

    @Test
    void aTruncatedFileIsOneClearErrorWhereverItEnds() throws IOException {
        saved();
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertRefused(file(), " is not a whole model file: ");
        }
        Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
        assertRefused(file(), " is not a whole model file: ");
    }

    @Test
    void aModelOfAnotherTableIsRefused() throws IOException {
        TinyBlock other = TinyBlock.ofAnotherTable();
        other.initialize(manager);
        SavedModel.save(other, List.of("a", "b", "c"), Map.of(), directory, "tiny");
        assertRefused(
                file(),
                ": These parameters were saved by the table Other (fingerprint other), which differs from Tiny"
                        + " (fingerprint tiny-3)");
    }

    @Test
    void aModelForAnotherNumberOfClassesOpensByItselfAndSaysWhatItNeeds() throws IOException {
        List<String> classes = List.of("a", "b", "c", "d");
        TinyBlock trained = new TinyBlock(4);
        trained.initialize(manager);
        SavedModel.save(trained, classes, Map.of(), directory, "tiny");
        assertThat(SavedModel.classesOf(file())).isEqualTo(classes);
        try (SavedModel saved = SavedModel.load(file())) {
            assertThat(saved.classes()).isEqualTo(classes);
            assertThat(saved.block().summary()).isEqualTo(trained.summary());
        }
        SavedModel.load(file(), new TinyBlock(4)).close();
        assertRefused(
                file(),
                ": These parameters were saved by Tiny for another number of classes than the 3 of this block: load them"
                        + " into a new TinyBlock(classes) of as many classes as the model was trained for");
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Files.writeString(file(), "this is no model, and long enough to be taken for one");
        assertRefused(file(), " is not a whole model file: ");
    }

    @Test
    void aDjlModelOfAnotherKindIsRefused() throws IOException {
        try (Model model = Model.newInstance("tiny")) {
            var linear = Linear.builder().setUnits(3).build();
            model.setBlock(linear);
            model.setProperty("Epoch", "0");
            linear.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 3));
            model.save(directory, "tiny");
        }
        assertRefused(file(), ": These parameters were not saved by a block that was generated from a table");
    }
}
