package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LicencesTest {
    @Test
    void theLicencesOfAllDependenciesAreListed() throws IOException {
        Path found = Path.of("target", "licences.md");
        assertThat(rows(Path.of("..", "..", "docs", "licences.md")))
                .as("the rows of docs/licences.md are those of %s", found.toAbsolutePath())
                .isEqualTo(rows(found));
    }

    private static List<String> rows(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| `"))
                // Which build of the engine's natives is there, the machine or a profile decides.
                .map(line -> line.replaceAll("pytorch-native-\\w+", "pytorch-native"))
                .toList();
    }
}
