package io.github.blockwright.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {
    private static final Archives.Limits LIMITS = Archives.Limits.expected(10, 1000);

    @TempDir
    Path temporary;

    private Path archive;
    private Path folder;

    @BeforeEach
    void names() throws IOException {
        archive = temporary.resolve("a.tar.gz");
        folder = Files.createDirectory(temporary.resolve("folder"));
    }

    private void assertNothingIsUnpacked(String message) {
        assertThatThrownBy(() -> Archives.unpack(archive, folder, LIMITS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(archive.toString());
        assertThat(folder).isEmptyDirectory();
        assertThat(temporary).isDirectoryNotContaining(path -> !path.equals(archive) && !path.equals(folder));
    }

    @Test
    void unpacksFilesAndFolders() throws IOException {
        try (TestArchive a = new TestArchive(archive)) {
            a.folder("top").file("top/one", new byte[] {1}).file("top/deep/two", new byte[] {2});
        }

        Archives.unpack(archive, folder, LIMITS);

        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("top"));
        assertThat(folder.resolve("top/one")).hasBinaryContent(new byte[] {1});
        assertThat(folder.resolve("top/deep/two")).hasBinaryContent(new byte[] {2});
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "/out", "top/../../out", "C:/out", "..\\out"})
    void namesThatLeadOutAreRefused(String name) throws IOException {
        try (TestArchive a = new TestArchive(archive)) {
            a.file("fine", new byte[1]).file(name, new byte[1]);
        }
        assertNothingIsUnpacked("which is not a plain relative name");
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() throws IOException {
        try (TestZip zip = new TestZip(archive)) {
            zip.file("fine", new byte[1]).file("top/" + "\u00e4".repeat(150), new byte[1]);
        }
        assertNothingIsUnpacked("which cannot be the name of a file here");
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws IOException {
        try (TestArchive a = new TestArchive(archive)) {
            a.file("one", new byte[1]).file("one", new byte[2]);
        }
        assertNothingIsUnpacked("holds the entry 'one' twice, or another whose name is the same here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CON", "con.png", "Lpt1", "nul.tar.gz"})
    void whatWindowsTakesForDevicesIsKnown(String name) {
        assertThat(FileNames.isDevice(name)).isTrue();
        assertThat(FileNames.isDevice("a" + name)).isFalse();
        assertThat(FileNames.isDevice(name.charAt(0) + "x")).isFalse();
    }

    @Test
    void linksAreRefused() throws IOException {
        try (TestArchive a = new TestArchive(archive)) {
            a.symbolicLink("link", "/etc").file("link/out", new byte[1]);
        }
        assertNothingIsUnpacked("which is neither a file nor a folder");
    }

    @Test
    void tooManyBytesAreRefused() throws IOException {
        try (TestArchive a = new TestArchive(archive)) {
            a.file("one", new byte[600]).file("two", new byte[600]);
        }
        assertNothingIsUnpacked("holds more than the 10 entries and 1000 bytes that are expected");
    }

    @Test
    void tooManyEntriesAreRefused() throws IOException {
        try (TestArchive a = new TestArchive(archive)) {
            for (int i = 0; i < 11; i++) {
                a.file("file" + i, new byte[1]);
            }
        }
        assertNothingIsUnpacked("holds more than the 10 entries");
    }

    @Test
    void aCutArchiveIsRefused() throws IOException {
        try (TestArchive a = new TestArchive(archive)) {
            a.file("one", "text that does not compress: qwzxjkvbp".getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertNothingIsUnpacked("is not a whole .tar.gz archive");
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        Files.writeString(archive, "<html>Not found</html>");
        assertNothingIsUnpacked("is not a whole .tar.gz archive");
    }

    @Test
    void aZipUnpacksAsATarDoes() throws IOException {
        try (TestZip zip = new TestZip(archive)) {
            zip.file("top/one", new byte[] {1}).file("top/\u00c4pfel/12:30", new byte[] {2});
        }

        Archives.unpack(archive, folder, LIMITS);

        assertThat(folder.resolve("top/one")).hasBinaryContent(new byte[] {1});
        assertThat(folder.resolve("top/\u00c4pfel/12:30")).hasBinaryContent(new byte[] {2});
        assertThat(Archives.isArchive(archive)).isTrue();
        assertThat(Archives.isArchive(folder.resolve("top/one"))).isFalse();
        assertThat(Archives.firstNames(archive, 1)).containsExactly("top/one");
    }

    @Test
    void aTarNeedNotBeCompressed() throws IOException {
        Path packed = temporary.resolve("packed");
        try (TestArchive a = new TestArchive(packed)) {
            a.file("top/one", new byte[] {1});
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.copy(in, archive);
        }
        Files.delete(packed);

        Archives.unpack(archive, folder, LIMITS);

        assertThat(folder.resolve("top/one")).hasBinaryContent(new byte[] {1});
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "/out", "top/../../out", "C:/out"})
    void namesThatLeadOutOfAZipAreRefused(String name) throws IOException {
        try (TestZip zip = new TestZip(archive)) {
            zip.file("fine", new byte[1]).file(name, new byte[1]);
        }
        assertNothingIsUnpacked("which is not a plain relative name");
    }

    @Test
    void linksInAZipAreRefused() throws IOException {
        try (TestZip zip = new TestZip(archive)) {
            zip.symbolicLink("link", "/etc");
        }
        assertNothingIsUnpacked("which is neither a file nor a folder");
    }

    @Test
    void tooManyBytesInAZipAreRefused() throws IOException {
        try (TestZip zip = new TestZip(archive)) {
            zip.file("zeros", new byte[1_001]);
        }
        assertNothingIsUnpacked("holds more than the 10 entries and 1000 bytes that are expected");
    }

    @Test
    void aZipThatIsCutOffIsRefused() throws IOException {
        try (TestZip zip = new TestZip(archive)) {
            zip.file("one", new byte[600]);
        }
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertNothingIsUnpacked("is not a whole .zip archive");
    }

    @Test
    void aZipThatHoldsMoreThanItSaysIsRefused() throws IOException {
        try (TestZip zip = new TestZip(archive)) {
            zip.file("zeros", new byte[900]);
        }
        byte[] content = Files.readAllBytes(archive);
        // The size in the central directory, which stands 24 bytes after its signature.
        int directory = new String(content, StandardCharsets.ISO_8859_1).indexOf("PK\001\002");
        content[directory + 24] = 1;
        content[directory + 25] = 0;
        Files.write(archive, content);
        assertNothingIsUnpacked("an entry is longer than it says");
    }

    @Test
    void whatIsThereIsNotReplaced() throws IOException {
        try (TestArchive a = new TestArchive(archive)) {
            a.file("mine", new byte[1]);
        }
        Files.writeString(folder.resolve("mine"), "mine");

        assertThatThrownBy(() -> Archives.unpack(archive, folder, LIMITS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is already there");
        assertThat(folder.resolve("mine")).hasContent("mine");
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("mine"));
    }
}
