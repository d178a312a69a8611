package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.Rows;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.files.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

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
        Rows rows = rows();
        return dataset(rows, images, values(rows, manager, images));
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
        Optional<float[][][]> kept = file.read();
        if (kept.isPresent()) {
            return dataset(rows, images, kept.get());
        }
        FeatureDataset made = dataset(rows, images, values(rows, manager, images));
        try {
            file.write(made);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the features to " + cache + ": " + e, e);
        }
        return made;
    }

    private String key(Rows rows, ImageSource images) {
        try {
            return FeatureKey.of(this, rows, images);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
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

    private FeatureDataset dataset(Rows rows, ImageSource images, float[][][] values) {
        int[] labels = new int[images.size()];
        Arrays.setAll(labels, images::label);
        return new FeatureDataset(shape(rows), images.classes(), values, labels);
    }

    private float[][][] values(Rows rows, NDManager manager, ImageSource images) {
        float[][][] values = new float[views][images.size()][];
        Batches plain = Batches.of(images, block.summary().input(), batchSize);
        try (Progress progress = Progress.ofPieces("Features", (long) views * images.size())) {
            for (int view = 0; view < views; view++) {
                // The number of the view stands where that of an epoch does, so that each is another.
                Batches batches = view == 0 ? plain : plain.augmentedInOrder(augmentation, seed);
                try (BatchStream stream = batches.open(view)) {
                    pass(rows, manager, stream, values[view], progress);
                }
            }
        }
        return values;
    }

    private static void pass(Rows rows, NDManager manager, BatchStream stream, float[][] values, Progress progress) {
        int image = 0;
        while (stream.hasNext()) {
            try (NDManager scope = manager.newSubManager()) {
                Batch batch = stream.next(scope);
                NDArray features = Inference.forward(rows, batch.images());
                float[] all = features.toFloatArray();
                int length = all.length / batch.size();
                for (int i = 0; i < batch.size(); i++) {
                    values[image++] = Arrays.copyOfRange(all, i * length, (i + 1) * length);
                }
                progress.step(batch.size());
            }
        }
    }
}
