package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.files.Progress;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A folder of pictures that has been looked through, not read: {@code root/<class>/<picture>.jpg}, also {@code .jpeg} and
 * {@code .png}, in any case. The classes are the folders in the order of their names, the images the files in the order of
 * theirs; hidden folders and files and files of other kinds are passed over.
 */
final class ImageFolder implements PicturePart {
    private static final int FAILURES_SHOWN = 10;

    private final Path root;
    private final List<String> classes;
    private final List<Path> files;
    private final int[] labels;

    private ImageFolder(Path root, List<String> classes, List<Path> files, int[] labels) {
        this.root = root;
        this.classes = classes;
        this.files = files;
        this.labels = labels;
    }

    /**
     * Looks through a folder.
     *
     * @throws IOException if there are no classes, or a class has no pictures; the message names the place and what to do
     */
    static ImageFolder find(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root + " is no folder: it should hold a folder of pictures for each class");
        }
        List<Path> folders = visible(root).filter(Files::isDirectory).toList();
        if (folders.isEmpty()) {
            throw new IOException(
                    root + " holds no folders: put the pictures of each class in a folder of its own, as in "
                            + root.resolve("cat").resolve("1.jpg"));
        }
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < folders.size(); label++) {
            List<Path> pictures = pictures(folders.get(label));
            files.addAll(pictures);
            labels.addAll(Collections.nCopies(pictures.size(), label));
        }
        return new ImageFolder(
                root,
                folders.stream().map(folder -> folder.getFileName().toString()).toList(),
                files,
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public ImageFolder subset(int... images) {
        return new ImageFolder(
                root,
                classes,
                Arrays.stream(images).mapToObj(files::get).toList(),
                Arrays.stream(images).map(i -> labels[i]).toArray());
    }

    @Override
    public Optional<PictureFiles> files() throws IOException {
        List<int[]> shared = IntStream.range(0, classes.size())
                .mapToObj(label -> new int[] {label})
                .toList();
        List<PictureFiles.Entry> entries = new ArrayList<>(files.size());
        for (int i = 0; i < labels.length; i++) {
            BasicFileAttributes found = Files.readAttributes(files.get(i), BasicFileAttributes.class);
            String name = root.relativize(files.get(i)).toString().replace(File.separatorChar, '/');
            entries.add(new PictureFiles.Entry(
                    files.get(i), name, found.size(), found.lastModifiedTime().toMillis(), shared.get(labels[i])));
        }
        return Optional.of(new PictureFiles(classes, false, entries));
    }

    /** Reads all pictures, on all cores, cropped to the input's size. */
    @Override
    public ImageDataset read(InputSpec input) throws IOException {
        byte[][] pixels = readAll(files, input);
        return new ImageDataset(input.height(), input.width(), input.channels(), classes, pixels, labels());
    }

    private static List<Path> pictures(Path folder) throws IOException {
        List<Path> pictures = visible(folder)
                .filter(file ->
                        file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpg|jpeg|png)"))
                .filter(Files::isRegularFile)
                .toList();
        if (pictures.isEmpty()) {
            throw new IOException(folder + " holds no .jpg, .jpeg or .png files: add some, or remove the folder");
        }
        return pictures;
    }

    private static Stream<Path> visible(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith(".")).sorted().toList().stream();
        }
    }

    private static byte[][] readAll(List<Path> files, InputSpec input) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService readers = Executors.newFixedThreadPool(cores);
        try (Progress progress = Progress.ofPieces("Reading pictures", files.size())) {
            List<Future<byte[]>> results = files.stream()
                    .map(file -> readers.submit(() -> {
                        byte[] image = PictureForm.of(input, 0).read(file).pixels();
                        progress.step(1);
                        return image;
                    }))
                    .toList();
            return collect(results);
        } finally {
            readers.shutdownNow();
        }
    }

    private static byte[][] collect(List<Future<byte[]>> results) throws IOException {
        byte[][] images = new byte[results.size()][];
        List<IOException> failures = new ArrayList<>();
        for (int i = 0; i < images.length; i++) {
            try {
                images[i] = results.get(i).get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof IOException failure)) {
                    throw new IllegalStateException("Reading pictures failed", e.getCause());
                }
                failures.add(failure);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Reading pictures was interrupted");
            }
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            throw new IOException(
                    failures.size() + " of " + images.length + " pictures cannot be read:\n"
                            + failures.stream()
                                    .limit(FAILURES_SHOWN)
                                    .map(Throwable::getMessage)
                                    .collect(Collectors.joining("\n"))
                            + (failures.size() > FAILURES_SHOWN ? "\n..." : ""),
                    failures.get(0));
        }
        return images;
    }
}
