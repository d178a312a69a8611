package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.files.FileLimit;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * MNIST (LeCun, Cortes and Burges, 1998), Fashion-MNIST (Xiao, Rasul and Vollgraf, <a
 * href="https://arxiv.org/abs/1708.07747">2017</a>) and others in their official files, grey and 28 × 28: {@code
 * train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, and the same of {@code t10k}, packed by gzip or not.
 *
 * <p>A file is four bytes that say what follows (two zeros, 8 for unsigned bytes, the number of dimensions), the dimensions
 * as big-endian numbers of four bytes, and the bytes.
 */
final class IdxFiles {
    private static final String TRAIN = "train";
    private static final String TEST = "t10k";
    private static final List<String> FOLDERS = List.of("", "raw", "MNIST/raw", "FashionMNIST/raw", "KMNIST/raw");
    private static final int MOST_SIDE = 4096;
    private static final int MOST_CLASSES = 256;
    /** Bytes of an image, at the least, for the bound on labels. */
    private static final int SMALLEST = 64;

    /** The order is that of the labels; see section 2 of the paper. */
    private static final List<String> FASHION = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    /** The files are called alike, but these are Fashion-MNIST's first labels; MNIST's are 5 0 4 1 9 2 1 3 1 4. */
    private static final List<Integer> FASHION_BEGINS = List.of(9, 0, 0, 3, 0, 2, 7, 2, 5, 5);

    private final Path folder;

    private IdxFiles(Path folder) {
        this.folder = folder;
    }

    /** The files in a folder, where torchvision puts them below it, or beside the one file of them that is given. */
    static Optional<IdxFiles> at(Path path) {
        if (Files.isRegularFile(path)) {
            boolean one = path.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*[-.]idx[13]-ubyte(\\.gz)?");
            return one ? at(path.toAbsolutePath().getParent()) : Optional.empty();
        }
        return FOLDERS.stream()
                .map(path::resolve)
                .map(IdxFiles::new)
                .filter(files -> files.file(TRAIN + "-images", 3).isPresent())
                .findFirst();
    }

    /** Both parts, of the classes that the training labels have. */
    record Parts(ImageDataset train, Optional<ImageDataset> test) {}

    /** @throws IOException if a file is missing, damaged or does not fit its fellow; the message names it */
    Parts load() throws IOException {
        int[] trained = labels(TRAIN);
        boolean tested = file(TEST + "-images", 3).isPresent();
        int[] measured = tested ? labels(TEST) : new int[0];
        int most = IntStream.concat(Arrays.stream(trained), Arrays.stream(measured))
                .max()
                .orElse(0);
        List<String> classes = most < FASHION.size() && isFashion(trained)
                ? FASHION
                : IntStream.rangeClosed(0, most).mapToObj(String::valueOf).toList();
        return new Parts(
                images(TRAIN, trained, classes),
                tested ? Optional.of(images(TEST, measured, classes)) : Optional.empty());
    }

    private boolean isFashion(int[] labels) {
        List<Integer> first =
                Arrays.stream(labels).limit(FASHION_BEGINS.size()).boxed().toList();
        return first.equals(FASHION_BEGINS)
                || folder.toAbsolutePath().toString().toLowerCase(Locale.ROOT).contains("fashion");
    }

    private Optional<Path> file(String name, int dimensions) {
        return Stream.of("-idx", ".idx")
                .map(between -> name + between + dimensions + "-ubyte")
                .flatMap(plain -> Stream.of(plain, plain + ".gz"))
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private int[] labels(String part) throws IOException {
        Path file = required(part + "-labels", 1);
        try (DataInputStream in = open(file)) {
            int count = header(in, file, 1)[0];
            if (count > FileLimit.IMAGES.value() / SMALLEST) {
                throw FileLimit.IMAGES.exceeded(file, count + " labels are of more images than fit,");
            }
            return toInts(bytes(in, count));
        } catch (EOFException | ZipException e) {
            throw damaged(file, "it is cut off", e);
        }
    }

    private ImageDataset images(String part, int[] labels, List<String> classes) throws IOException {
        Path file = required(part + "-images", 3);
        try (DataInputStream in = open(file)) {
            int[] size = header(in, file, 3);
            if (size[0] != labels.length) {
                throw damaged(file, "it has " + size[0] + " images for " + labels.length + " labels", null);
            }
            if (size[1] < 1 || size[2] < 1 || size[1] > MOST_SIDE || size[2] > MOST_SIDE) {
                throw damaged(file, "its images are " + size[1] + " × " + size[2], null);
            }
            // Not as many as the header claims at once: the file may be shorter.
            if ((double) size[0] * size[1] * size[2] > FileLimit.IMAGES.value()) {
                throw FileLimit.IMAGES.exceeded(
                        file,
                        size[0] + " images of " + size[1] + " × " + size[2] + " have more bytes than is allowed,");
            }
            List<byte[]> pixels = new ArrayList<>();
            for (int i = 0; i < size[0]; i++) {
                pixels.add(bytes(in, size[1] * size[2]));
            }
            return new ImageDataset(size[1], size[2], 1, classes, pixels.toArray(byte[][]::new), labels);
        } catch (EOFException | ZipException e) {
            throw damaged(file, "it is cut off", e);
        }
    }

    private Path required(String name, int dimensions) throws IOException {
        return file(name, dimensions)
                .orElseThrow(() -> new IOException(folder + " has no " + name + "-idx" + dimensions
                        + "-ubyte, packed (.gz) or not: get it where the other files are from"));
    }

    private static DataInputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            boolean packed = file.getFileName().toString().endsWith(".gz");
            return new DataInputStream(packed ? new BufferedInputStream(new GZIPInputStream(in)) : in);
        } catch (EOFException | ZipException e) {
            in.close();
            throw damaged(file, "it is not packed by gzip", e);
        }
    }

    private static int[] header(DataInputStream in, Path file, int dimensions) throws IOException {
        int kind = in.readInt();
        if (kind != (0x800 | dimensions)) {
            throw damaged(
                    file,
                    String.format(
                            Locale.ROOT,
                            "it begins with %08x instead of %08x, which stands for bytes in %d dimensions",
                            kind,
                            0x800 | dimensions,
                            dimensions),
                    null);
        }
        int[] size = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            size[i] = in.readInt();
            if (size[i] < 0) {
                throw damaged(file, "its size is negative", null);
            }
        }
        return size;
    }

    private static byte[] bytes(DataInputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private static int[] toInts(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .map(i -> bytes[i] & (MOST_CLASSES - 1))
                .toArray();
    }

    private static IOException damaged(Path file, String what, Exception cause) {
        return new IOException(file + " is damaged: " + what + "; get it again", cause);
    }
}
