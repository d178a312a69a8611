package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.files.FileNames;
import io.github.blockwright.runtime.files.Progress;
import io.github.blockwright.runtime.layouts.FoundPart;
import io.github.blockwright.runtime.layouts.FoundPictures;
import io.github.blockwright.runtime.layouts.Part;
import io.github.blockwright.runtime.layouts.PictureFile;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** A part of a data set of files that has been found, not read. */
final class FoundFiles implements PicturePart {
    private static final int FAILURES_SHOWN = 10;

    private final Path root;
    private final List<String> classes;
    private final boolean multiLabel;
    private final FoundPart part;

    private FoundFiles(Path root, List<String> classes, boolean multiLabel, FoundPart part) {
        this.root = root;
        this.classes = classes;
        this.multiLabel = multiLabel;
        this.part = part;
    }

    /** A part of what was found, of all its classes, without pictures if it is not there. */
    static FoundFiles of(FoundPictures found, Part part) {
        return new FoundFiles(found.place(), found.classes(), found.multiLabel(), found.part(part));
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int[] labels() {
        return part.labels().stream()
                .mapToInt(labels -> labels.length == 0 ? -1 : labels[0])
                .toArray();
    }

    /** Where pictures have several labels, the rarest is the one that a part should not be without. */
    @Override
    public int[] strata() {
        int[] counts = new int[classes.size()];
        part.labels().forEach(labels -> Arrays.stream(labels).forEach(label -> counts[label]++));
        return part.labels().stream()
                .mapToInt(labels -> {
                    int rarest = -1;
                    for (int label : labels) {
                        rarest = rarest < 0 || counts[label] < counts[rarest] ? label : rarest;
                    }
                    return rarest;
                })
                .toArray();
    }

    @Override
    public FoundFiles subset(int... images) {
        return new FoundFiles(
                root,
                classes,
                multiLabel,
                new FoundPart(
                        Arrays.stream(images).mapToObj(part.files()::get).toList(),
                        Arrays.stream(images).mapToObj(part.labels()::get).toList()));
    }

    @Override
    public Optional<PictureFiles> files() {
        List<PictureFiles.Entry> entries = new ArrayList<>(part.size());
        for (int i = 0; i < part.size(); i++) {
            PictureFile file = part.files().get(i);
            entries.add(new PictureFiles.Entry(
                    file.path(),
                    name(file.path()),
                    file.bytes(),
                    file.modified(),
                    part.labels().get(i)));
        }
        return Optional.of(new PictureFiles(classes, multiLabel, entries));
    }

    private String name(Path path) {
        boolean alike = path.isAbsolute() == root.isAbsolute();
        return FileNames.text(alike ? root.relativize(path) : path).replace(File.separatorChar, '/');
    }

    /** Reads all pictures, on all cores, cropped to the input's size. */
    @Override
    public ImageDataset read(InputSpec input) throws IOException {
        if (multiLabel) {
            throw new IllegalStateException(
                    "The pictures have several labels each, which an ImageDataset cannot say: use Pictures.open(input)");
        }
        byte[][] pixels = readAll(part.files(), input);
        return new ImageDataset(input.height(), input.width(), input.channels(), classes, pixels, labels());
    }

    private static byte[][] readAll(List<PictureFile> files, InputSpec input) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService readers = Executors.newFixedThreadPool(cores);
        try (Progress progress = Progress.ofPieces("Reading pictures", files.size())) {
            List<Future<byte[]>> results = files.stream()
                    .map(file -> readers.submit(() -> {
                        byte[] image =
                                PictureForm.of(input, 0).read(file.path()).pixels();
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
