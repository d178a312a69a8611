package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Cifar10.Split;
import io.github.blockwright.runtime.files.FileServer;
import io.github.blockwright.runtime.files.FileServer.Manner;
import io.github.blockwright.runtime.files.TestArchive;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
    private static final String FOLDER = "cifar-10-batches-bin";
    private static final String NAMES = "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n";

    @TempDir
    Path root;

    /** Ten thousand records: labels go round, and the planes hold 1, 2 and 3, but for the first pixel of each. */
    private static byte[] records() {
        byte[] records = new byte[10_000 * 3073];
        for (int r = 0; r < 10_000; r++) {
            int at = r * 3073;
            records[at] = (byte) (r % 10);
            for (int c = 0; c < 3; c++) {
                Arrays.fill(records, at + 1 + c * 1024, at + 1 + (c + 1) * 1024, (byte) (c + 1));
            }
            records[at + 1] = (byte) 200;
        }
        return records;
    }

    private Path writeTestPart(byte[] records) throws IOException {
        Path folder = Files.createDirectories(root.resolve(FOLDER));
        Files.writeString(folder.resolve("batches.meta.txt"), NAMES);
        return Files.write(folder.resolve("test_batch.bin"), records);
    }

    private Path archive(String leftOut) throws IOException {
        Path archive = root.resolve("published.tar.gz");
        try (TestArchive tar = new TestArchive(archive)) {
            tar.folder(FOLDER).file(FOLDER + "/batches.meta.txt", NAMES.getBytes(StandardCharsets.US_ASCII));
            byte[] records = records();
            for (String name : new String[] {
                "data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"
            }) {
                if (!name.equals(leftOut)) {
                    tar.file(FOLDER + "/" + name + ".bin", records);
                }
            }
        }
        return archive;
    }

    private static String md5(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
    }

    @Test
    void planesBecomePixels() throws IOException {
        writeTestPart(records());

        ImageDataset test = Cifar10.load(root, Split.TEST);

        assertThat(test).hasToString("10000 images, 32 × 32 × 3, of 10 classes");
        assertThat(IntStream.range(0, 12).map(test::label)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1);
        assertThat(Arrays.copyOf(test.pixels(9_999), 6)).containsExactly(200, 2, 3, 1, 2, 3);
        assertThat(test.classes()).startsWith("airplane").endsWith("truck");
    }

    @Test
    void folderParentAndArchiveAreTheSame() throws IOException {
        Path archive = archive("");
        writeTestPart(records());

        for (Path path : new Path[] {archive, root, root.resolve(FOLDER)}) {
            assertThat(Cifar10.load(path, Split.TEST).pixels(77)).startsWith(200, 2, 3, 1);
        }
        assertThat(Cifar10.load(archive, Split.TRAIN).classCounts()).containsOnly(5000);
    }

    @Test
    void aTruncatedFileIsNamedWithItsSizes() throws IOException {
        Path file = writeTestPart(Arrays.copyOf(records(), 1_000_000));

        assertThatThrownBy(() -> Cifar10.load(root, Split.TEST))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file + ": expected 30730000 bytes, found 1000000 bytes. Delete it and get the data again,"
                                + " with Pictures.downloadCifar10 (--download) or from https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");
    }

    @Test
    void aFileThatIsTooLongIsNamed() throws IOException {
        writeTestPart(Arrays.copyOf(records(), 30_730_001));

        assertThatThrownBy(() -> Cifar10.load(root, Split.TEST))
                .hasMessageContaining("expected 30730000 bytes, found 30730001 bytes");
    }

    @Test
    void anImpossibleLabelIsNamedWithItsRecord() throws IOException {
        byte[] records = records();
        records[3073 * 41] = 10;
        writeTestPart(records);

        assertThatThrownBy(() -> Cifar10.load(root, Split.TEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("test_batch.bin: expected labels from 0 to 9, found the label 10 in record 41");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        writeTestPart(records());

        assertThatThrownBy(() -> Cifar10.load(root, Split.TRAIN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("data_batch_1.bin: expected a file, found nothing");
        assertThatThrownBy(() -> Cifar10.load(archive("data_batch_3"), Split.TRAIN))
                .hasMessageContaining("published.tar.gz, data_batch_3.bin: expected a file, found nothing");
    }

    @Test
    void wrongClassNamesAreNamed() throws IOException {
        writeTestPart(records());
        Files.writeString(root.resolve(FOLDER).resolve("batches.meta.txt"), "cat\ndog\n");

        assertThatThrownBy(() -> Cifar10.load(root, Split.TEST))
                .hasMessageContaining("batches.meta.txt: expected ten different names, found [cat, dog]");
    }

    @Test
    void noSuchPathIsExplained() {
        assertThatThrownBy(() -> Cifar10.load(root.resolve("nowhere"), Split.TEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere is neither a folder nor an archive");
    }

    @Test
    void downloadsChecksAndUnpacksOnce() throws Exception {
        Path archive = archive("");
        Path folder = root.resolve("new").resolve("folder");
        try (FileServer server = new FileServer(Files.readAllBytes(archive), Manner.RANGES)) {
            URI uri = server.uri("/file");

            Path unpacked = Cifar10.download(folder, uri, md5(archive));
            assertThat(Cifar10.download(folder, uri, md5(archive))).isEqualTo(unpacked);

            assertThat(server.requests()).hasSize(1);
            assertThat(Cifar10.load(unpacked, Split.TEST).size()).isEqualTo(10_000);
            assertThat(folder).isDirectoryNotContaining("glob:**/{*.part,.unpacking*}");
        }
    }

    @Test
    void anotherArchiveThanThePublishedOneIsNotUsed() throws Exception {
        Path archive = archive("");
        Path folder = root.resolve("new");
        try (FileServer server = new FileServer(Files.readAllBytes(archive), Manner.RANGES)) {
            URI uri = server.uri("/file");
            assertThatThrownBy(() -> Cifar10.download(folder, uri, "c32a1d4ab5d03f1284b67883e8d87530"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("and not c32a1d4ab5d03f1284b67883e8d87530");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void theRealDataHasItsKnownSizesCountsAndLabels() throws IOException {
        Path real = TestData.path(FOLDER);

        ImageDataset train = Cifar10.load(real, Split.TRAIN);
        ImageDataset test = Cifar10.load(real.getParent(), Split.TEST);

        assertThat(train).hasToString("50000 images, 32 × 32 × 3, of 10 classes");
        assertThat(train.classCounts()).containsOnly(5000).hasSize(10);
        assertThat(test.classCounts()).containsOnly(1000).hasSize(10);
        assertThat(IntStream.range(0, 5).map(train::label)).containsExactly(6, 9, 9, 4, 1);
        assertThat(IntStream.range(0, 5).map(test::label)).containsExactly(3, 8, 8, 0, 6);
        assertThat(train.classes())
                .containsExactly(
                        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
        assertThat(meanOf(train)).isBetween(120.0, 121.5);
    }

    /** Of all channels; the known means are 0.4914, 0.4822 and 0.4465 of 255. */
    private static double meanOf(ImageDataset data) {
        return IntStream.range(0, data.size())
                .mapToDouble(i -> {
                    long sum = 0;
                    for (byte value : data.pixels(i)) {
                        sum += value & 0xff;
                    }
                    return sum / 3072.0;
                })
                .average()
                .orElseThrow();
    }
}
