package io.github.blockwright.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                    throw new IOException("the picture is damaged");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the picture is damaged");
        assertOnly(target, "one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No space left on device | there is no space left on the disk: [\\d.]+ MB are free; remove something, or.*",
                "Disk quota exceeded | the quota of the disk is used up: remove something, or choose a folder.*",
                "Read-only file system | the disk is read-only: choose a folder that can be written to",
                "File name too long | the path is too long: choose a shorter one",
                "File too large | it is larger than a file may be: allow more \\(ulimit -f\\), or choose a folder on another disk",
                "Permission denied | access is denied: check the permissions of its folder",
                "Operation not permitted | access is denied: check the permissions of its folder",
                "Input/output error | the disk has an error: choose a folder on another disk",
            })
    void whatTheSystemSaysOfADiskBecomesASentenceWithTheFile(String said, String told) throws IOException {
        Path target = directory.resolve("file.txt");
        AtomicFiles.write(target, part -> Files.writeString(part, "one"));
        for (IOException failure :
                List.of(new IOException(said), new FileSystemException(target.toString(), null, said))) {
            assertThatThrownBy(() -> AtomicFiles.write(target, part -> {
                        throw failure;
                    }))
                    .isInstanceOf(CannotWriteException.class)
                    .hasMessageMatching("Cannot write " + target + ": " + told)
                    .hasCause(failure);
            assertOnly(target, "one");
        }
    }

    @Test
    void aFolderThatIsClosedToUsSaysSoAndASizeThatDoesNotFitIsToldBeforeAnythingIsWritten() throws IOException {
        Path target = directory.resolve("file.txt");
        AtomicFiles.write(target, part -> Files.writeString(part, "one"));
        assertThatThrownBy(() -> AtomicFiles.write(target, part -> {
                    throw new AccessDeniedException(part.toString());
                }))
                .hasMessage("Cannot write " + target + ": access is denied: check the permissions of its folder");
        assertThatThrownBy(() -> AtomicFiles.write(
                        target,
                        Long.MAX_VALUE,
                        part -> {
                            throw new AssertionError("it was begun");
                        },
                        () -> {}))
                .isInstanceOf(CannotWriteException.class)
                .hasMessageMatching("Cannot write " + target
                        + ": there is no space left on the disk: it needs [\\d.]+ MB, and [\\d.]+ MB are free; remove"
                        + " something, or choose a folder elsewhere");
        assertOnly(target, "one");
    }

    @Test
    void whatIsReplacedKeepsItsPermissions() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class));
        Path target = Files.writeString(directory.resolve("file.txt"), "one");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        AtomicFiles.write(target, part -> Files.writeString(part, "two"));
        assertOnly(target, "two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
    }

    @Test
    void nothingThatIsNoFileIsReplaced() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "one");
        AtomicFiles.Writer writer = part -> Files.writeString(part, "two");
        assertThatThrownBy(() -> AtomicFiles.write(file.resolve("deep/new.txt"), writer))
                .hasMessage("Cannot write " + file.resolve("deep/new.txt") + ": " + file
                        + " is a file and no folder: choose another path");
        Path folder = Files.createDirectory(directory.resolve("folder"));
        assertThatThrownBy(() -> AtomicFiles.write(folder, writer))
                .hasMessage("Cannot write " + folder + ": there is a folder of this name: choose another");
        assertThat(folder).isEmptyDirectory();
        assertThat(file).hasContent("one");
    }

    @Test
    void whatAKilledProcessLeftIsNoObstacle() throws IOException {
        Path target = directory.resolve("file.txt");
        Files.writeString(directory.resolve("file.txt.part"), "half of somethi");
        AtomicFiles.write(target, part -> Files.writeString(part, "one", StandardOpenOption.CREATE_NEW));
        assertOnly(target, "one");
    }
}
