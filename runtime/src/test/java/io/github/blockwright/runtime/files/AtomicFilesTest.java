package io.github.blockwright.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    private Path directory;

    private void assertOnly(Path target, String content) throws IOException {
        assertThat(target).hasContent(content);
        try (Stream<Path> files = Files.list(target.getParent())) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void theContentAppearsAndReplacesWhatWasThere() throws IOException {
        Path target = directory.resolve("new").resolve("file.txt");
        AtomicFiles.write(target, part -> Files.writeString(part, "one"));
        assertOnly(target, "one");
        AtomicFiles.write(target, part -> {
            Files.writeString(part, "two");
            assertThat(target).as("while writing").hasContent("one");
        });
        assertOnly(target, "two");
    }

    @Test
    void aFailureLeavesTheOldContentAndNothingElse() throws IOException {
        Path target = directory.resolve("file.txt");
        AtomicFiles.write(target, part -> Files.writeString(part, "one"));
        assertThatThrownBy(() -> AtomicFiles.write(target, part -> {
                    Files.writeString(part, "tw");
                    throw new IOException("no space left");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
        assertOnly(target, "one");
    }

    @Test
    void whatAKilledProcessLeftIsNoObstacle() throws IOException {
        Path target = directory.resolve("file.txt");
        Files.writeString(directory.resolve("file.txt.part"), "half of somethi");
        AtomicFiles.write(target, part -> Files.writeString(part, "one", StandardOpenOption.CREATE_NEW));
        assertOnly(target, "one");
    }
}
