package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.weights.formats.WeightFileException;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pytorch.pth", "pytorch.safetensors", "keras2.h5", "keras.weights.h5", "keras-model.keras"})
    void theContentDecidesNotTheName(String fixture) throws IOException {
        Path renamed = Files.copy(WeightFixtures.path(fixture), folder.resolve("weights.bin"));

        assertThat(WeightFiles.read(renamed).tensors())
                .hasSameSizeAs(WeightFiles.read(WeightFixtures.path(fixture)).tensors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | the file is empty; the file is damaged: get it again",
                "version https://git-lfs.github.com/spec/v1 | this is a pointer of Git LFS, not the weights; fetch them",
                "`  <!DOCTYPE html>` | this is a web page, not weights; download the file itself",
                "GGUF and so on and on | its content is of no known format; it starts with 'GGUF and so on a'; get",
                "12345678 | its content is of no known format",
                "PK | its content is of no known format"
            })
    void unknownContentIsOneErrorThatSaysWhatItLooksLike(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("net.safetensors"), content, StandardCharsets.UTF_8);

        assertThatThrownBy(() -> WeightFiles.read(file))
                .isInstanceOf(WeightFileException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @Test
    void aBarePickleIsNotEvenLookedInto() throws IOException {
        byte[] pickle = "\u0080\u0002cposix\nsystem\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("net.pkl"), pickle);

        assertThatThrownBy(() -> WeightFiles.read(file)).hasMessageContaining("this is a bare Python pickle");
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> WeightFiles.read(folder.resolve("no.pth")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no.pth")
                .hasMessageContaining("check the path");
    }

    @Test
    void zipArchivesOfOtherThingsAreRefused() throws IOException {
        Path file = folder.resolve("net.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x"));
        }

        assertThatThrownBy(() -> WeightFiles.read(file))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("neither PyTorch's data.pkl nor Keras' model.weights.h5, but 1 other entries");
    }
}
