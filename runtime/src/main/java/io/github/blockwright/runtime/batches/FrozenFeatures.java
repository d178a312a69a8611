package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.Rows;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.files.Progress;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a network's frozen rows make of images, computed once: as those rows do not change, the rows after them can train
 * on it as often as they like. It is the output of the longest run of frozen rows from the first on.
 *
 * <pre>{@code
 * block.freezeThrough(Row.POOLED);
 * FeatureDataset features = FrozenFeatures.of(block).compute(manager, images, Path.of("train.features"));
 * Training.of(block, recipe).run(manager, features, null);
 * }</pre>
 *
 * @param block initialised, its first row frozen
 * @param batchSize images that pass through the rows at a time; it matters for speed and memory only
 * @param views of each image, at least 1: the first is the image as it is, every other an augmented one
 * @param augmentation of the views after the first
 * @param seed for the augmentation
 */
public record FrozenFeatures(NetworkBlock<?, ?> block, int batchSize, int views, Augmentation augmentation, long seed) {
    private static final long MOST_MEMORY = 256L << 20;
    private static final int SHARE_OF_HEAP = 8;

    public FrozenFeatures {
        if (batchSize < 1 || views < 1) {
            throw new IllegalArgumentException(
                    "batchSize and views must be at least 1, not " + batchSize + " and " + views);
        }
        if (views > 1 && augmentation.equals(Augmentation.NONE)) {
            throw new IllegalArgumentException(
                    views + " views without an augmentation are all the same: set one, or make one view");
        }
        if (views > 1 && augmentation.mixes()) {
            throw new IllegalArgumentException(
                    "Features are of one image each: leave mixUp and cutMix out of the views");
        }
    }

    /** The features of the images as they are. */
    public static FrozenFeatures of(NetworkBlock<?, ?> block) {
        int images = Batches.sizeForInference(block.summary().input());
        return new FrozenFeatures(block, images, 1, Augmentation.NONE, 0);
    }

    /** The same with other views. */
    public FrozenFeatures withViews(int number, Augmentation change, long randomSeed) {
        return new FrozenFeatures(block, batchSize, number, change, randomSeed);
    }

    /** The same with so many images at a time. */
    public FrozenFeatures inBatchesOf(int images) {
        return new FrozenFeatures(block, images, views, augmentation, seed);
    }

    /**
     * Runs every view of every image through the frozen rows once, in inference.
     *
     * @param manager its device is where they run
     * @param images of the size of the table's input
     * @throws IllegalStateException if the block's first row is not frozen, or the block has no weights yet
     * @throws IllegalArgumentException if the images have another size
     */
    public FeatureDataset compute(NDManager manager, ImageSource images) {
        return compute(manager, images, memory());
    }

    /** The same; features that take more bytes than that lie in a temporary file. */
    FeatureDataset compute(NDManager manager, ImageSource images, long memory) {
        return compute(manager, images, memory, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param temporary the folder of that file */
    FeatureDataset compute(NDManager manager, ImageSource images, long memory, Path temporary) {
        Rows rows = rows();
        if ((long) views * images.size() * shape(rows).size() * Float.BYTES <= memory) {
            float[][][] values = new float[views][images.size()][];
            int[] made = {0};
            make(rows, manager, images, features -> {
                values[made[0] / images.size()][made[0] % images.size()] = features;
                made[0]++;
            });
            return dataset(rows, images, (view, image) -> values[view][image]);
        }
        return inTemporaryFile(rows, manager, images, memory, temporary);
    }

    private FeatureDataset inTemporaryFile(
            Rows rows, NDManager manager, ImageSource images, long memory, Path temporary) {
        try {
            Path path = Files.createTempFile(temporary, "blockwright", ".features");
            path.toFile().deleteOnExit();
            boolean isMade = false;
            try {
                FeatureFile file = new FeatureFile(path, "0".repeat(64), views, images.size(), shape(rows));
                FeatureDataset made = write(file, rows, manager, images, memory);
                isMade = true;
                return made;
            } finally {
                // Where files that are open can be removed, it is gone as soon as nobody has the features.
                if (!isMade || File.separatorChar == '/') {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the features in a temporary file: " + e, e);
        }
    }

    /**
     * The same, but reads the features from a file if it has the very ones that would be computed; otherwise computes them
     * and writes the file. It has them only if it was made by the same table with the same rows frozen, of the same
     * weights and statistics, preprocessing, pixels, labels, classes and views. A file that is damaged counts as none.
     *
     * @param cache the file; its folder is made if there is none
     * @throws IllegalStateException if the block's first row is not frozen, or the block has no weights yet
     * @throws IllegalArgumentException if the images have another size
     * @throws UncheckedIOException if the file cannot be written
     */
    public FeatureDataset compute(NDManager manager, ImageSource images, Path cache) {
        Rows rows = rows();
        FeatureFile file = new FeatureFile(cache, key(rows, images), views, images.size(), shape(rows));
        Optional<FeatureValues> kept = file.read(memory());
        return kept.isPresent() ? dataset(rows, images, kept.get()) : write(file, rows, manager, images, memory());
    }

    private FeatureDataset write(FeatureFile file, Rows rows, NDManager manager, ImageSource images, long memory) {
        try {
            file.write(sink -> make(rows, manager, images, sink));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the features to " + file.path() + ": " + e, e);
        }
        return dataset(
                rows,
                images,
                file.read(memory)
                        .orElseThrow(() -> new IllegalStateException(
                                file.path() + " was just written and cannot be read: check the disk")));
    }

    private String key(Rows rows, ImageSource images) {
        try {
            return FeatureKey.of(this, rows, images);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Features that take more are read from a file: an eighth of the heap, at most 256 MB. */
    private static long memory() {
        return Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    private Rows rows() {
        String name = block.summary().name();
        if (!block.isInitialized()) {
            throw new IllegalStateException(name + " has no weights yet: load or initialize them first");
        }
        Rows rows = Rows.frozen(block);
        if (rows.count() == 0) {
            throw new IllegalStateException("The first row of " + name + ", "
                    + block.summary().rows().get(0).name() + ", is not frozen: freezeThrough(...) the rows to be passed"
                    + " once");
        }
        return rows;
    }

    /** The shape of one image's features. */
    private Shape shape(Rows rows) {
        return block.summary().rows().get(rows.count() - 1).output();
    }

    private FeatureDataset dataset(Rows rows, ImageSource images, FeatureValues values) {
        // What could not be read has no features.
        int[] there = IntStream.range(0, images.size())
                .filter(image -> !Float.isNaN(values.get(0, image)[0]))
                .toArray();
        int[] labels = Arrays.stream(there).map(images::label).toArray();
        FeatureValues dense = there.length == images.size() ? values : (view, image) -> values.get(view, there[image]);
        Optional<float[][]> shares = images.multiLabel()
                ? Optional.of(Arrays.stream(there)
                        .mapToObj(image ->
                                Targets.of(images, new int[] {image}).shares().orElseThrow())
                        .toArray(float[][]::new))
                : Optional.empty();
        return new FeatureDataset(shape(rows), images.classes(), views, dense, labels, shares);
    }

    /** Hands on the features of every image of every view, or NaN for those that could not be read. */
    private void make(Rows rows, NDManager manager, ImageSource images, FeatureFile.Sink sink) {
        Batches plain = Batches.of(images, block.summary().input(), batchSize);
        try (Progress progress = Progress.ofPieces("Features", (long) views * images.size())) {
            for (int view = 0; view < views; view++) {
                // The number of the view stands where that of an epoch does, so that each is another.
                Batches batches = view == 0 ? plain : plain.augmentedInOrder(augmentation, seed);
                try (BatchStream stream = batches.open(view)) {
                    pass(rows, manager, stream, images, sink, progress);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write features: " + e, e);
        }
    }

    private void pass(
            Rows rows,
            NDManager manager,
            BatchStream stream,
            ImageSource images,
            FeatureFile.Sink sink,
            Progress progress)
            throws IOException {
        float[] unreadable = new float[Math.toIntExact(shape(rows).size())];
        Arrays.fill(unreadable, Float.NaN);
        int image = 0;
        while (stream.hasNext()) {
            try (NDManager scope = manager.newSubManager()) {
                Batch batch = stream.next(scope);
                if (batch.size() == 0) {
                    continue;
                }
                float[] all = Inference.forward(rows, batch.images()).toFloatArray();
                for (int i = 0; i < batch.size(); i++) {
                    for (; image < batch.examples()[i]; image++) {
                        sink.accept(unreadable);
                    }
                    float[] own = Arrays.copyOfRange(all, i * unreadable.length, (i + 1) * unreadable.length);
                    requireFinite(own, rows, images, image);
                    sink.accept(own);
                    image++;
                }
                progress.step(batch.size());
            }
        }
        for (; image < images.size(); image++) {
            sink.accept(unreadable);
        }
    }

    /** A single picture whose features are not finite would leave no weight that is. */
    private void requireFinite(float[] features, Rows rows, ImageSource images, int image) {
        for (float feature : features) {
            if (!Float.isFinite(feature)) {
                throw new IllegalStateException("Row "
                        + block.summary().rows().get(rows.count() - 1).name() + " makes of " + images.name(image)
                        + " what is not finite: look at the picture, or leave it out, and at the weights");
            }
        }
    }
}
