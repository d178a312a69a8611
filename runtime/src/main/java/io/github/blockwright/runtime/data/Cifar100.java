package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.files.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CIFAR-100 photographs, 32 × 32 RGB, of 100 fine classes in 20 coarse ones, in their official binary version (Krizhevsky,
 * <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Learning Multiple Layers of Features from Tiny Images</a>, 2009):
 * {@code train.bin} and {@code test.bin} of records, each a coarse label, a fine label and the red, the green and the blue
 * plane; the names are in text files beside them.
 */
final class Cifar100 {
    private static final String FOLDER = "cifar-100-binary";
    private static final String TRAIN = "train.bin";
    private static final String TEST = "test.bin";
    private static final int SIDE = 32;
    private static final int RECORD = 2 + 3 * SIDE * SIDE;
    private static final int MOST_RECORDS = 50_000;

    private final Path folder;
    private final boolean coarse;

    /** @param path the folder {@code cifar-100-binary}, or the one that holds it */
    Cifar100(Path path, boolean coarse) {
        this.folder = Files.isDirectory(path.resolve(FOLDER)) ? path.resolve(FOLDER) : path;
        this.coarse = coarse;
    }

    /** Whether a folder looks like this data; what is missing is then an error that names it. */
    static boolean isAt(Path path) {
        return Stream.of(FOLDER, "fine_label_names.txt").map(path::resolve).anyMatch(Files::exists);
    }

    ImageDataset train() throws IOException {
        return load(TRAIN);
    }

    ImageDataset test() throws IOException {
        return load(TEST);
    }

    private ImageDataset load(String name) throws IOException {
        Path file = folder.resolve(name);
        long size = Files.isRegularFile(file) ? Files.size(file) : 0;
        if (size == 0 || size % RECORD != 0 || size / RECORD > MOST_RECORDS) {
            throw new IOException(broken(
                    file,
                    "records of " + RECORD + " bytes, " + MOST_RECORDS + " at most",
                    size == 0 ? "nothing" : size + " bytes"));
        }
        List<String> classes = names();
        byte[] records = Files.readAllBytes(file);
        byte[][] pixels = new byte[(int) (size / RECORD)][];
        int[] labels = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int at = i * RECORD;
            labels[i] = records[coarse ? at : at + 1] & 0xff;
            if (labels[i] >= classes.size()) {
                throw new IOException(
                        broken(file, "labels below " + classes.size(), "the label " + labels[i] + " in record " + i));
            }
            pixels[i] = Cifar10.interleaved(records, at + 2);
        }
        return new ImageDataset(SIDE, SIDE, 3, classes, pixels, labels);
    }

    private List<String> names() throws IOException {
        Path file = folder.resolve(coarse ? "coarse_label_names.txt" : "fine_label_names.txt");
        int expected = coarse ? 20 : 100;
        List<String> names = !Files.isRegularFile(file)
                ? List.of()
                : TextFiles.read(file)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        if (names.size() != expected || names.stream().distinct().count() != expected) {
            throw new IOException(broken(file, expected + " different names", names.size() + " names"));
        }
        return names;
    }

    private static String broken(Path file, String expected, String found) {
        return file + ": expected " + expected + ", found " + found
                + ". Get cifar-100-binary.tar.gz again from https://www.cs.toronto.edu/~kriz/cifar.html";
    }
}
