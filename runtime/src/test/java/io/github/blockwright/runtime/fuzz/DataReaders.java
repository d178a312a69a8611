package io.github.blockwright.runtime.fuzz;

import io.github.blockwright.runtime.data.Pictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Data sets, as {@link Pictures#of} finds them. CIFAR-10 is not among them: its files have one size, and nothing else to get wrong. */
final class DataReaders {
    private static final int RECORD = 3074;

    private DataReaders() {}

    /** An index with a picture of each of two classes beside it. */
    static void index(byte[] bytes, String name) throws IOException {
        byte[] picture = SeedPictures.png().get(0);
        Folders.fresh(folder -> {
            Files.createDirectories(folder.resolve("cat"));
            Files.write(folder.resolve("cat/1.png"), picture);
            Files.write(folder.resolve("2.png"), picture);
            read(Files.write(folder.resolve(name), bytes));
        });
    }

    /** The first byte says how many are those of the labels. */
    static void idx(byte[] bytes) throws IOException {
        int labels = bytes.length == 0 ? 0 : Math.min(bytes[0] & 0xff, bytes.length - 1);
        Folders.fresh(folder -> {
            byte[] first = bytes.length == 0 ? bytes : Arrays.copyOfRange(bytes, 1, 1 + labels);
            byte[] second = bytes.length == 0 ? bytes : Arrays.copyOfRange(bytes, 1 + labels, bytes.length);
            Files.write(folder.resolve("train-labels-idx1-ubyte" + ending(first)), first);
            Files.write(folder.resolve("train-images-idx3-ubyte" + ending(second)), second);
            read(folder);
        });
    }

    private static String ending(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 0x1f ? ".gz" : "";
    }

    static List<byte[]> idxSeeds() throws IOException {
        byte[] labels = ByteBuffer.allocate(11)
                .putInt(0x801)
                .putInt(3)
                .put(new byte[] {1, 0, 1})
                .array();
        byte[] images = ByteBuffer.allocate(16 + 3 * 4)
                .putInt(0x803)
                .putInt(3)
                .putInt(2)
                .putInt(2)
                .array();
        byte[] packedLabels = SeedArchives.packed(labels);
        byte[] packedImages = SeedArchives.packed(images);
        return List.of(idx(labels, images), idx(packedLabels, packedImages));
    }

    private static byte[] idx(byte[] labels, byte[] images) {
        return ByteBuffer.allocate(1 + labels.length + images.length)
                .put((byte) labels.length)
                .put(labels)
                .put(images)
                .array();
    }

    /** Names up to a zero, then records, which both parts have. */
    static void cifar100(byte[] bytes) throws IOException {
        int names = 0;
        while (names < bytes.length && bytes[names] != 0) {
            names++;
        }
        int end = names;
        Folders.fresh(folder -> {
            Files.write(folder.resolve("fine_label_names.txt"), Arrays.copyOf(bytes, end));
            byte[] records = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
            Files.write(folder.resolve("train.bin"), records);
            Files.write(folder.resolve("test.bin"), records);
            read(folder);
        });
    }

    static List<byte[]> cifar100Seeds() {
        byte[] names = IntStream.range(0, 100)
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        byte[] file = Arrays.copyOf(names, names.length + 1 + 2 * RECORD);
        file[names.length + 2] = 99;
        return List.of(file);
    }

    private static void read(Path path) throws IOException {
        var unused = Pictures.of(path).classes();
    }
}
