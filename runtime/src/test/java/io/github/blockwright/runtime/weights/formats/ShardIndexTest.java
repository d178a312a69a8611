package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.WeightFixtures.assertSameTensors;
import static io.github.blockwright.runtime.weights.WeightFixtures.expected;
import static io.github.blockwright.runtime.weights.WeightFixtures.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardIndexTest {
    private static final String ONE = "shard-one.safetensors";
    private static final String TWO = "shard-two.safetensors";

    @TempDir
    private Path folder;

    @BeforeEach
    void copyParts() throws IOException {
        Files.copy(path(ONE), folder.resolve(ONE));
        Files.copy(path(TWO), folder.resolve(TWO));
    }

    /** As the libraries write it. */
    private static String map() throws IOException {
        return expected("pytorch.safetensors").tensors().keySet().stream()
                .map(name -> "    \"" + name + "\": \"" + (name.equals("conv.weight") ? ONE : TWO) + "\"")
                .collect(Collectors.joining(
                        ",\n", "{\n  \"metadata\": {\"total_size\": 7},\n  \"weight_map\": {\n", "\n  }\n}\n"));
    }

    private Path index(String content) throws IOException {
        return Files.writeString(folder.resolve("model.safetensors.index.json"), content);
    }

    private void assertRefused(String content, String message) throws IOException {
        Path index = index(content);
        assertThatThrownBy(() -> WeightFiles.read(index))
                .isInstanceOf(WeightFileException.class)
                .hasMessageStartingWith(index + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void allFilesAreReadAsOneInTheOrderOfTheIndex() throws IOException {
        Path index = index(map());

        WeightFile read = WeightFiles.read(index);

        assertThat(read.source()).isEqualTo(index);
        assertSameTensors(read, expected("pytorch.safetensors"));
        assertThat(read.tensors().keySet())
                .containsExactlyElementsOf(
                        expected("pytorch.safetensors").tensors().keySet());
    }

    @Test
    void theFilesMayBePyTorchs() throws IOException {
        Files.copy(path("pytorch-attributes.pth"), folder.resolve("pytorch_model.bin"));
        Path index =
                index("{\"weight_map\": {\"parameter\": \"pytorch_model.bin\", \"tensor\": \"pytorch_model.bin\"}}");

        assertSameTensors(WeightFiles.read(index), expected("pytorch-attributes.safetensors"));
    }

    @Test
    void anIndexThatContradictsItsFilesIsRefused() throws IOException {
        assertRefused(
                map().replace("norm.bias", "norm.offset"),
                "tensor 'norm.bias' is in 'shard-two.safetensors', but it has it nowhere");
        assertRefused(
                map().replace("\"norm.bias\": \"" + TWO, "\"norm.bias\": \"" + ONE),
                "tensor 'norm.bias' is in 'shard-two.safetensors', but it has it in 'shard-one.safetensors'");
        assertRefused(
                map().replace("\"norm.bias\"", "\"extra\": \"" + ONE + "\", \"norm.bias\""),
                "tensor 'extra' is not in 'shard-one.safetensors'");
        assertRefused("{\"weights\": {\"a\": \"b\"}}", "no index of weights, since it has no 'weight_map'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"missing.safetensors", "/etc/passwd", "../shard-one.safetensors", "a/b", "..", "", "a\\u0000b"})
    void filesElsewhereAreNeverRead(String name) throws IOException {
        assertRefused(
                "{\"weight_map\": {\"a\": \"" + name + "\"}}", "which is no file beside it; get the index and all");
    }

    @Test
    void anIndexOfItselfIsRefused() throws IOException {
        Path index = index("{\"weight_map\": {\"a\": \"model.safetensors.index.json\"}}");

        assertThatThrownBy(() -> WeightFiles.read(index))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("its content is of no known format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'weight_map'",
                "{'weight_map': {'a': ['b']}}",
                "{'weight_map': 'abc'}",
                "{'weight_map': {}} more"
            })
    void whatIsNoJsonIsRefused(String content) throws IOException {
        assertRefused(content.replace('\'', '"'), "it begins like JSON, but is none");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        assertRefused("{\"metadata\": " + "[".repeat(100_000), "it begins like JSON, but is none");
    }
}
