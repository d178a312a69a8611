package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.files.Archives;
import io.github.blockwright.runtime.files.Download;
import io.github.blockwright.runtime.files.Turn;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The CIFAR-10 photographs of ten kinds of things, 32 × 32 RGB: 50,000 to train with and 10,000 to test with.
 *
 * <p>Reads the official binary version (Krizhevsky, <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Learning
 * Multiple Layers of Features from Tiny Images</a>, 2009): files of 10,000 records, each a label and the red, the green
 * and the blue plane.
 */
final class Cifar10 {
    private static final URI PUBLISHED = URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");
    private static final String PUBLISHED_MD5 = "c32a1d4ab5d03f1284b67883e8d87530";
    private static final String ARCHIVE = "cifar-10-binary.tar.gz";
    private static final String FOLDER = "cifar-10-batches-bin";
    private static final String META = "batches.meta.txt";

    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final int RECORD = 1 + 3 * PLANE;
    private static final int RECORDS = 10_000;
    private static final int CLASSES = 10;
    private static final Archives.Limits LIMITS = Archives.Limits.expected(20, 200_000_000);

    private static final List<String> ANY_OF = List.of(FOLDER, "data_batch_1.bin", "test_batch.bin");

    /** So many of an archive's are looked at: its folder, the list of names, and the first of the records. */
    private static final int FIRST_NAMES = 3;

    private Cifar10() {}

    /** Whether a path looks like this data. Any of its parts is enough: what is missing is then an error that names it. */
    static boolean isAt(Path path) {
        if (Files.isRegularFile(path)) {
            return Archives.firstNames(path, FIRST_NAMES).stream()
                    .anyMatch(name -> ANY_OF.stream().anyMatch(name::contains));
        }
        return ANY_OF.stream().map(path::resolve).anyMatch(Files::exists);
    }

    /** The two official parts. */
    enum Split {
        /** 50,000 images, 5,000 of each class. */
        TRAIN,
        /** 10,000 images, 1,000 of each class. */
        TEST;

        private List<String> files() {
            return switch (this) {
                case TRAIN ->
                    List.of(
                            "data_batch_1.bin",
                            "data_batch_2.bin",
                            "data_batch_3.bin",
                            "data_batch_4.bin",
                            "data_batch_5.bin");
                case TEST -> List.of("test_batch.bin");
            };
        }
    }

    /**
     * Reads one part into memory.
     *
     * @param path the folder {@code cifar-10-batches-bin}, the folder that holds it, or the published archive
     *     {@code cifar-10-binary.tar.gz}
     * @throws IOException if a file is missing, has another size than it must have or holds an impossible label; the
     *     message names the file
     */
    static ImageDataset load(Path path, Split split) throws IOException {
        Map<String, byte[]> files = Files.isRegularFile(path) ? fromArchive(path, split) : fromFolder(path, split);
        byte[][] pixels = new byte[split.files().size() * RECORDS][];
        int[] labels = new int[pixels.length];
        int image = 0;
        for (String name : split.files()) {
            byte[] records = files.get(name);
            for (int record = 0; record < RECORDS; record++, image++) {
                int label = records[record * RECORD] & 0xff;
                if (label >= CLASSES) {
                    throw new IOException(broken(
                            path + ", " + name, "labels from 0 to 9", "the label " + label + " in record " + record));
                }
                labels[image] = label;
                pixels[image] = interleaved(records, record * RECORD + 1);
            }
        }
        return new ImageDataset(SIDE, SIDE, 3, classes(files.get(META), path), pixels, labels);
    }

    /**
     * Gets the published archive (170 MB) into a folder, checks its hash and unpacks it beside itself. What is already
     * there is not fetched again, and an interrupted download continues.
     *
     * @param folder is created if it is missing
     * @return the folder {@code cifar-10-batches-bin} within it, to be given to {@link #load}
     * @throws IOException if the download fails or what came is not the published file; the message says what to do
     */
    static Path download(Path folder) throws IOException {
        return download(folder, PUBLISHED, PUBLISHED_MD5);
    }

    static Path download(Path folder, URI source, String md5) throws IOException {
        Path unpacked = folder.resolve(FOLDER);
        if (!Files.exists(unpacked)) {
            Path archive = new Download(source, folder.resolve(ARCHIVE), "MD5", md5).fetch();
            Turn.at(folder.resolve(FOLDER + ".lock"), () -> {
                if (!Files.exists(unpacked)) {
                    Archives.unpack(archive, folder, LIMITS);
                }
            });
        }
        for (Split split : Split.values()) {
            for (String name : split.files()) {
                checkFile(unpacked.resolve(name), RECORD * RECORDS);
            }
        }
        return unpacked;
    }

    private static Map<String, byte[]> fromFolder(Path path, Split split) throws IOException {
        Path folder = Files.isDirectory(path.resolve(FOLDER)) ? path.resolve(FOLDER) : path;
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(path + " is neither a folder nor an archive: it should be " + FOLDER
                    + ", the folder that holds it, or " + ARCHIVE + "; Pictures.downloadCifar10 (--download) gets it");
        }
        Map<String, byte[]> files = new HashMap<>();
        for (String name : split.files()) {
            checkFile(folder.resolve(name), RECORD * RECORDS);
            files.put(name, Files.readAllBytes(folder.resolve(name)));
        }
        checkFile(folder.resolve(META), -1);
        files.put(META, Files.readAllBytes(folder.resolve(META)));
        return files;
    }

    private static void checkFile(Path file, long size) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(broken(file.toString(), "a file", "nothing"));
        }
        checkSize(file.toString(), size, Files.size(file));
    }

    private static Map<String, byte[]> fromArchive(Path archive, Split split) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        Archives.forEachFile(archive, LIMITS, (entry, size, content) -> {
            String name = entry.substring(entry.lastIndexOf('/') + 1);
            if (name.equals(META) || split.files().contains(name)) {
                String place = archive + ", " + entry;
                checkSize(place, name.equals(META) ? -1 : RECORD * RECORDS, size);
                files.put(name, content.readAllBytes());
            }
        });
        List<String> wanted = new ArrayList<>(split.files());
        wanted.add(META);
        for (String name : wanted) {
            if (!files.containsKey(name)) {
                throw new IOException(broken(archive + ", " + name, "a file", "nothing"));
            }
        }
        return files;
    }

    // An expected size of -1 stands for the list of names, which is short, but not empty.
    private static void checkSize(String place, long expected, long found) throws IOException {
        if (expected < 0 ? found < 1 || found > 10_000 : found != expected) {
            throw new IOException(
                    broken(place, expected < 0 ? "1 to 10000 bytes" : expected + " bytes", found + " bytes"));
        }
    }

    private static List<String> classes(byte[] meta, Path path) throws IOException {
        List<String> names = new String(meta, StandardCharsets.US_ASCII)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (names.size() != CLASSES || names.stream().distinct().count() != CLASSES) {
            throw new IOException(broken(path + ", " + META, "ten different names", names.toString()));
        }
        return names;
    }

    private static String broken(String place, String expected, String found) {
        return place + ": expected " + expected + ", found " + found
                + ". Delete it and get the data again, with Pictures.downloadCifar10 (--download) or from " + PUBLISHED;
    }

    /** From three planes to one array in the order HWC. */
    static byte[] interleaved(byte[] records, int start) {
        byte[] pixels = new byte[3 * PLANE];
        for (int i = 0; i < PLANE; i++) {
            pixels[3 * i] = records[start + i];
            pixels[3 * i + 1] = records[start + PLANE + i];
            pixels[3 * i + 2] = records[start + 2 * PLANE + i];
        }
        return pixels;
    }
}
