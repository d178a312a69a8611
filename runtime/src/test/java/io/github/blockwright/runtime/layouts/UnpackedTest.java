package io.github.blockwright.runtime.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.files.TestArchive;
import io.github.blockwright.runtime.files.TestZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path root;

    private Path zip() throws IOException {
        Path archive = root.resolve("photos.zip");
        try (TestZip zip = new TestZip(archive)) {
            zip.file("photos/cat/1.jpg", CONTENT)
                    .file("photos/dog/1.jpg", CONTENT)
                    .file("__MACOSX/photos/._cat", CONTENT);
        }
        return archive;
    }

    @Test
    void anArchiveIsUnpackedBesideItselfOnce() throws IOException {
        Path archive = zip();

        Path folder = Unpacked.folder(archive);
        Path picture = folder.resolve("photos/cat/1.jpg");
        FileTime first = Files.getLastModifiedTime(picture);

        assertThat(folder).isEqualTo(root.resolve("photos.zip-unpacked"));
        assertThat(picture).hasBinaryContent(CONTENT);
        assertThat(Unpacked.folder(archive)).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(picture)).isEqualTo(first);
        assertThat(Layouts.find(folder).classes()).containsExactly("cat", "dog");
        assertThat(root).isDirectoryNotContaining("glob:**/.unpacking*");
    }

    @Test
    void whoeverWantsItAtTheSameTimeWaitsForTheFirst() throws Exception {
        Path archive = zip();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Path>> folders = threads.invokeAll(Collections.nCopies(8, () -> Unpacked.folder(archive)));
            for (Future<Path> folder : folders) {
                assertThat(folder.get().resolve("photos/dog/1.jpg")).hasBinaryContent(CONTENT);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(root).isDirectoryNotContaining("glob:**/.unpacking*");
    }

    @Test
    void whatAKilledProcessHadUnpackedIsThrownAway() throws IOException {
        Path archive = zip();
        Path stale = Files.createDirectories(root.resolve(".unpacking-photos.zip-unpacked/photos/cat"));
        Files.write(stale.resolve("half.jpg"), CONTENT);
        Files.createFile(root.resolve(".unpacking-photos.zip-unpacked.lock"));

        Path folder = Unpacked.folder(archive);

        assertThat(folder.resolve("photos/cat/half.jpg")).doesNotExist();
        assertThat(root).isDirectoryNotContaining("glob:**/.unpacking*");
    }

    @Test
    void aFolderOfAnotherArchiveIsNotTakenForThisOne() throws IOException {
        Path archive = zip();
        Unpacked.folder(archive);
        Files.setLastModifiedTime(archive, FileTime.fromMillis(0));

        assertThatThrownBy(() -> Unpacked.folder(archive))
                .isInstanceOf(IOException.class)
                .hasMessage(root.resolve("photos.zip-unpacked") + " was not unpacked from " + archive
                        + " as it is now: delete the folder, or give it instead of the archive");
    }

    @Test
    void nothingIsLeftOfAnArchiveThatIsRefused() throws IOException {
        Path archive = root.resolve("evil.tar.gz");
        try (TestArchive tar = new TestArchive(archive)) {
            tar.file("cat/1.jpg", CONTENT).file("../2.jpg", CONTENT);
        }

        assertThatThrownBy(() -> Unpacked.folder(archive)).hasMessageContaining("not a plain relative name");
        assertThat(root).isDirectoryNotContaining(path -> !path.equals(archive));
    }

    private Path zipWithIndex(String name, String beside) throws IOException {
        Path archive = root.resolve("indexed.zip");
        String index = "path,label\n" + name + ",cat\nb.png,dog\n";
        try (TestZip zip = new TestZip(archive)) {
            zip.file("in/labels.csv", index.getBytes(StandardCharsets.UTF_8))
                    .file("in/b.png", CONTENT)
                    .file(beside, CONTENT);
        }
        return archive;
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../secret.png", "ROOT/secret.png", "x/../../../secret.png"})
    void anIndexOfAnArchiveNamesNoFileOfTheMachine(String name) throws IOException {
        Path secret = Files.write(root.resolve("secret.png"), CONTENT);
        String path = name.replace("ROOT", root.toString().replace('\\', '/'));
        Path folder = Unpacked.folder(zipWithIndex(path, "in/c.png"));
        for (Path place : List.of(folder.resolve("in"), folder.resolve("in/labels.csv"))) {
            assertThatThrownBy(() -> Layouts.find(place))
                    .hasMessage(
                            folder.resolve("in/labels.csv") + ", line 2: it names " + path
                                    + ", which is outside of " + folder
                                    + ", the archive that the index came with: give a path"
                                    + " within it or, if you trust the index, copy it to a folder of your own and name that copy");
        }
        // One of the user's own may.
        Path own = Files.copy(
                folder.resolve("in/labels.csv"),
                Files.createDirectories(root.resolve("own/in")).resolve("labels.csv"));
        Files.write(own.resolveSibling("b.png"), CONTENT);
        assertThat(Layouts.find(own).part(Part.TRAIN).files())
                .anyMatch(picture -> picture.path().equals(secret));
    }

    @Test
    void anIndexOfAnArchiveMayNameAllThatIsInIt() throws IOException {
        Path folder = Unpacked.folder(zipWithIndex("../c.png", "c.png"));
        assertThat(Layouts.find(folder.resolve("in")).classes()).containsExactly("cat", "dog");
    }

    /** As a program writes it that knows absolute paths only. */
    @Test
    void aPathOfAnotherMachineIsFoundByItsNameWhateverIsThere() throws IOException {
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Files.write(elsewhere.resolve("c.png"), CONTENT);
        Path archive = root.resolve("moved.zip");
        String index = "path,label\n" + elsewhere.resolve("c.png") + ",cat\nb.png,dog\n";
        try (TestZip zip = new TestZip(archive)) {
            zip.file("labels.csv", index.getBytes(StandardCharsets.UTF_8))
                    .file("b.png", CONTENT)
                    .file("photos/c.png", CONTENT);
        }
        Path folder = Unpacked.folder(archive);
        assertThat(Layouts.find(folder).part(Part.TRAIN).files())
                .anyMatch(picture -> picture.path().equals(folder.resolve("photos/c.png")));
    }
}
