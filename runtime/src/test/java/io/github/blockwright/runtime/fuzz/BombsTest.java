package io.github.blockwright.runtime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.files.TextFiles;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.records.ScoreFile;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.WeightFixtures;
import io.github.blockwright.runtime.weights.formats.Limit;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that ask for much: refused before memory is taken, by a limit that the message names. */
class BombsTest {
    private static final int MB = 1 << 20;
    private static final byte[] ZEROS = new byte[MB];

    @TempDir
    private Path folder;

    /** Something that reads a file. */
    @FunctionalInterface
    private interface Reading {
        void read() throws IOException;
    }

    private static void refused(int mostMegabytes, Reading reading, String... message) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(reading::read)
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class)
                .message()
                .contains(message)
                .hasSizeLessThan(2000);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(taken / MB).as("MB of memory").isLessThanOrEqualTo(mostMegabytes);
    }

    private Path zip(String name, String entry, int megabytes) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(entry));
            zeros(zip, megabytes);
        }
        return file;
    }

    private static void zeros(OutputStream out, int megabytes) throws IOException {
        for (int i = 0; i < megabytes; i++) {
            out.write(ZEROS);
        }
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** Runs with another limit, as somebody sets it who trusts a file, or does not. */
    private static void withLimit(String name, long value, Reading reading) throws IOException {
        System.setProperty(name, Long.toString(value));
        try {
            reading.read();
        } finally {
            System.clearProperty(name);
        }
    }

    @Test
    void aZipOfPicturesThatUnpacksToMoreThanItMay() throws IOException {
        Path file = zip("photos.zip", "cat/1.png", 40);
        withLimit(
                "blockwright.limit.archiveBytes",
                10 * MB,
                () -> refused(
                        8,
                        () -> Pictures.of(file),
                        "photos.zip: what it unpacks to is above 100 times its size and above the limit of 10,485,760",
                        "-Dblockwright.limit.archiveBytes=..., or unpack it yourself and give the folder"));
        assertThat(folder).isDirectoryNotContaining("glob:**unpack*");
    }

    @Test
    void aZipOfTooManyFiles() throws IOException {
        Path file = folder.resolve("photos.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 50; i++) {
                zip.putNextEntry(new ZipEntry("cat/" + i));
            }
        }
        withLimit(
                "blockwright.limit.archiveEntries",
                20,
                () -> refused(
                        8,
                        () -> Pictures.of(file),
                        "photos.zip: its files and folders are above the limit of 20",
                        "-Dblockwright.limit.archiveEntries=..."));
    }

    @Test
    void aTarWhoseNameIsLongerThanMemory() throws IOException {
        Path file = folder.resolve("photos.tar.gz");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            TarArchiveEntry name = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
            name.setSize(200L * MB);
            tar.putArchiveEntry(name);
            Arrays.fill(ZEROS, (byte) 'a');
            zeros(tar, 200);
            Arrays.fill(ZEROS, (byte) 0);
            tar.closeArchiveEntry();
        }
        refused(
                16,
                () -> Pictures.of(file),
                "photos.tar.gz",
                "a name or what else stands in front of a file is above the limit of 1,048,576",
                "-Dblockwright.limit.archiveHeaderBytes=...");
    }

    @Test
    void aTarOfPicturesThatUnpacksToMoreThanItMay() throws IOException {
        Path file = folder.resolve("photos.tar.gz");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            TarArchiveEntry entry = new TarArchiveEntry("cat/1.png");
            entry.setSize(40L * MB);
            tar.putArchiveEntry(entry);
            zeros(tar, 40);
            tar.closeArchiveEntry();
        }
        withLimit(
                "blockwright.limit.archiveBytes",
                10 * MB,
                // Passing over the content makes garbage, piece by piece.
                () -> refused(64, () -> Pictures.of(file), "photos.tar.gz", "-Dblockwright.limit.archiveBytes=..."));
    }

    /** Trusted, but larger than any disk: no limit is named for what more room would help. */
    @Test
    void aFileOfATarThatNoDiskHasRoomFor() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("cat/1.png");
        entry.setSize(1L << 60);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
        Path file = Files.write(folder.resolve("photos.tar"), header);
        withLimit(
                "blockwright.limit.archiveBytes",
                Long.MAX_VALUE,
                () -> refused(
                        8,
                        () -> Pictures.of(file),
                        "Cannot write " + folder.resolve("photos.tar-unpacked")
                                + ": there is no space left on the disk: it needs 1152921504606.8 MB, and "));
        assertThat(folder).isDirectoryNotContaining("glob:**unpack*");
    }

    @Test
    void packedDigitsOfFarTooManyImages() throws IOException {
        for (String part : new String[] {"labels-idx1", "images-idx3"}) {
            try (OutputStream gzip =
                    new GZIPOutputStream(Files.newOutputStream(folder.resolve("train-" + part + "-ubyte.gz")))) {
                ByteBuffer header = ByteBuffer.allocate(16);
                boolean labels = part.startsWith("labels");
                header.putInt(labels ? 0x801 : 0x803).putInt(1000).putInt(4000).putInt(4000);
                gzip.write(header.array(), 0, labels ? 8 : 16);
                zeros(gzip, 30);
            }
        }
        refused(8, () -> Pictures.of(folder), "1000 images of 4000 × 4000", "-Dblockwright.limit.imageBytes=...");
    }

    @Test
    void moreLabelsThanThereCanBeImages() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(8).putInt(0x801).putInt(Integer.MAX_VALUE);
        Files.write(folder.resolve("train-labels-idx1-ubyte"), header.array());
        Files.write(folder.resolve("train-images-idx3-ubyte"), new byte[0]);
        refused(8, () -> Pictures.of(folder), "2147483647 labels", "-Dblockwright.limit.imageBytes=...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels.csv", "labels.jsonl"})
    void aRowWithoutEnd(String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            String first = name.endsWith("csv") ? "path,label\n\"" : "{\"path\": \"a.png\", \"label\": \"a\"}\n{\"";
            out.write(first.getBytes(StandardCharsets.UTF_8));
            Arrays.fill(ZEROS, (byte) 'a');
            zeros(out, 8);
            Arrays.fill(ZEROS, (byte) 0);
        }
        withLimit(
                "blockwright.limit.rowCharacters",
                100_000,
                () -> refused(8, () -> Pictures.of(file), name, "-Dblockwright.limit.rowCharacters=..."));
    }

    @Test
    void pixelsThatAPngDoesNotHave() throws IOException {
        byte[] png = SeedPictures.png().get(0).clone();
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
        refused(
                8,
                () -> Images.decode(SeedPictures.withChecksums(png), "bomb.png"),
                "100000 × 100000 pixels are above the limit of 100000000",
                "-Dblockwright.maxPixels=...");
    }

    @Test
    void pixelsThatATiffDoesNotHave() throws IOException {
        byte[] tiff = tiff(Map.of(256, 100_000, 257, 100_000));
        refused(8, () -> Images.decode(tiff, "bomb.tif"), "100000 × 100000 pixels", "-Dblockwright.maxPixels=...");
    }

    @Test
    void channelsThatATiffDoesNotHave() throws IOException {
        byte[] tiff = tiff(Map.of(258, 8, 262, 8, 277, 60_000));
        refused(
                8,
                () -> Images.decode(tiff, "bomb.tif"),
                "it has 60000 channels, which are neither grey, RGB nor CMYK");
    }

    /** A sound one, but for what some of its tags say. */
    private static byte[] tiff(Map<Integer, Integer> tags) throws IOException {
        byte[] tiff = SeedPictures.tiff().get(0).clone();
        ByteBuffer bytes = ByteBuffer.wrap(tiff);
        bytes.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = bytes.getInt(4);
        for (int i = 0; i < bytes.getShort(directory); i++) {
            int at = directory + 2 + 12 * i;
            Integer value = tags.get((int) bytes.getShort(at));
            if (value != null) {
                // As one number of four bytes.
                bytes.putShort(at + 2, (short) 4).putInt(at + 4, 1).putInt(at + 8, value);
            }
        }
        return tiff;
    }

    @Test
    void aTextThatAPngCompressesWell() throws IOException {
        // 64 MB of nothing as a colour profile; the picture is read without it.
        byte[] png = SeedPictures.png().get(0);
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        profile.writeBytes("p\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(profile)) {
            zeros(deflater, 64);
        }
        byte[] content = profile.toByteArray();
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put("iCCP".getBytes(StandardCharsets.ISO_8859_1))
                .put(content);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + content.length);
        chunk.putInt((int) crc.getValue());
        ByteBuffer file = ByteBuffer.allocate(png.length + chunk.capacity());
        // Behind the header of 33 bytes.
        file.put(png, 0, 33).put(chunk.array()).put(png, 33, png.length - 33);
        assertThat(Images.decode(file.array(), "p.png").pixels())
                .isEqualTo(Images.decode(png, "p.png").pixels());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1, 1L << 40})
    void aSafetensorsHeaderWithoutEnd(long length) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        file.put("{\"a\":1}}".getBytes(StandardCharsets.UTF_8));
        Path path = Files.write(folder.resolve("w.safetensors"), file.array());
        refused(8, () -> WeightFiles.read(path), "w.safetensors");
    }

    @Test
    void aSafetensorsHeaderAboveTheLimit() throws IOException {
        Path path = folder.resolve("w.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(200_000_000);
            file.write(ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(150_000_000)
                    .put("{\"a\":{".getBytes(StandardCharsets.UTF_8))
                    .array());
        }
        refused(8, () -> WeightFiles.read(path), "150000000", "-Dblockwright.limit.safetensorsHeader=...");
    }

    @Test
    void chunksThatUnpackToMoreThanTheyMay() throws IOException {
        Path file = WeightFixtures.path("keras-compressed.h5");
        withLimit(
                Limit.HDF5_UNPACKED.property(),
                16_383,
                () -> refused(
                        8,
                        () -> WeightFiles.read(file),
                        "bytes, 16384 is above the limit of 16383 (blockwright.limit.hdf5Unpacked)"));
    }

    /** Each node of an index leads to the next 65,535 times: more chunks than anybody can count, in a file of 8 kB. */
    @Test
    void anIndexOfChunksWhoseBranchesMeetAgain() throws IOException {
        byte[] start = Files.readAllBytes(WeightFixtures.path("keras-compressed.h5"));
        ByteBuffer bytes = ByteBuffer.allocate(start.length + 3 * 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(start);
        for (int level = 0; level < 3; level++) {
            bytes.put("TREE".getBytes(StandardCharsets.US_ASCII))
                    .put((byte) 1)
                    .put((byte) level)
                    .putShort((short) -1);
        }
        Path file = Files.write(folder.resolve("meeting.h5"), bytes.array());
        refused(8, () -> WeightFiles.read(file), "chunks of up to 4294836225 is above the limit of 1000000");
    }

    /** Deeper than any file of settings; without a bound, values within values end the stack. */
    @Test
    void valuesWithinValues() throws IOException {
        String limit = "values lie within each other above the limit of 64; if you trust it, raise the limit with"
                + " -Dblockwright.limit.jsonDepth=...";
        String deep = "{\"epochs\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        refused(64, () -> Recipe.fromJson(deep), limit);
        text("run.json", deep);
        refused(64, () -> RunDescription.read(folder), "run.json is damaged", limit);
        text("record.json", deep);
        refused(64, () -> RunRecord.read(folder), "record.json is damaged", limit);
        Path index = text("labels.jsonl", "{\"path\":\"a.png\",\"label\":" + "[".repeat(100_000) + "\n");
        refused(64, () -> Pictures.of(index), "labels.jsonl, line 1", limit);
        String allowed = "{\"epochs\":" + "[".repeat(100) + "]".repeat(100) + "}";
        withLimit(
                "blockwright.limit.jsonDepth",
                200,
                () -> refused(64, () -> Recipe.fromJson(allowed), "epochs should be a whole number"));
    }

    @Test
    void scoresThatUnpackToMoreThanTheyMay() throws IOException {
        Files.move(zip("scores.zip", "scores", 64), ScoreFile.in(folder));
        withLimit(
                "blockwright.limit.scoreBytes",
                MB,
                () -> refused(
                        8,
                        () -> ScoreFile.read(folder),
                        "validation-scores.zip is damaged",
                        "-Dblockwright.limit.scoreBytes=..."));
    }

    @Test
    void aTextAboveTheLimit() throws IOException {
        Path file = folder.resolve("run.json");
        try (RandomAccessFile text = new RandomAccessFile(file.toFile(), "rw")) {
            text.setLength(1L << 32);
        }
        refused(8, () -> RunDescription.read(folder), "run.json", "-Dblockwright.limit.textBytes=...");
        refused(8, () -> TextFiles.read(file), "run.json", "100,000,000");
    }

    @Test
    void aPictureFileAboveTheLimit() throws IOException {
        Path file = folder.resolve("large.png");
        try (RandomAccessFile picture = new RandomAccessFile(file.toFile(), "rw")) {
            picture.setLength(1L << 32);
        }
        refused(8, () -> Images.decode(file), "large.png", "-Dblockwright.limit.pictureBytes=...");
    }

    /** They have no end, and no size that says so. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void devices() throws IOException {
        Path zero = Path.of("/dev/zero");
        refused(8, () -> Images.decode(zero), "/dev/zero: there is no such file");
        refused(8, () -> WeightFiles.read(zero), "/dev/zero", "there is no such weight file");
        refused(8, () -> Pictures.of(zero), "/dev/zero is neither a file nor a folder");
        for (String name : new String[] {"labels.csv", "photos.zip"}) {
            Path link = Files.createSymbolicLink(folder.resolve(name), zero);
            refused(8, () -> Pictures.of(link), name + " is neither a file nor a folder");
        }
        withLimit("blockwright.limit.textBytes", MB, () -> refused(8, () -> TextFiles.read(zero), "/dev/zero"));
    }

    @Test
    void theModelOfARunIsBesideIt() throws IOException {
        byte[] run = RunReaders.runs().get(0);
        String whole = new String(run, StandardCharsets.UTF_8);
        for (String model : List.of("../other-0000.params", "/etc/passwd", "..", "", "a/b")) {
            text("run.json", whole.replace("last-0000.params", model));
            refused(8, () -> RunDescription.read(folder), "run.json is damaged (the model ");
        }
    }

    /** A file from elsewhere names the class of its network; nothing of another class may run. */
    @Test
    void noCodeOfAClassThatIsNoNetworkRuns() throws IOException {
        String whole = new String(RunReaders.runs().get(0), StandardCharsets.UTF_8);
        text("run.json", whole.replace(TinyBlock.class.getName(), Trap.class.getName()));
        RunDescription run = RunDescription.read(folder);
        refused(8, run::newBlock, "Trap, which is not a generated block");
        assertThat(System.getProperty("blockwright.trap")).isNull();
    }

    /** Says when it is initialised. */
    static final class Trap {
        static {
            System.setProperty("blockwright.trap", "sprung");
        }
    }
}
