package io.github.blockwright.runtime.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.files.TestArchive;
import io.github.blockwright.runtime.files.TestZip;
import java.io.IOException;
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
}
