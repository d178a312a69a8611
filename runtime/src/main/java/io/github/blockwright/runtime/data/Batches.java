package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import java.util.SplittableRandom;

/**
 * How a data set becomes batches: a description, of which {@link #open} makes one epoch's worth of batches at a time.
 *
 * <pre>{@code
 * Batches batches = Batches.of(data, input, 128).forTraining(Augmentation.CIFAR, seed);
 * try (BatchStream stream = batches.open(epoch)) {
 *     while (stream.hasNext()) {
 *         try (Batch batch = stream.next(manager)) { ... }
 *     }
 * }
 * }</pre>
 *
 * <p>The order of the images depends on the seed and the epoch alone, and what happens to an image on the seed, the
 * epoch and its index in the data set; so the batches do not depend on the number of threads.
 *
 * @param data whose images have the size of the network's input
 * @param input the network's input
 * @param batchSize images in a batch; the last batch of an epoch may have fewer
 * @param shuffle whether each epoch has an order of its own, or the data set's
 * @param augmentation what is changed about the images at random
 * @param seed for order and augmentation
 * @param dropSingle whether a last batch with a single image is left out: batch normalisation cannot train on one
 *     value per channel, which is what a single image gives it on a 1 × 1 map
 * @param prefetch how many batches may be ready before they are wanted, at least 1
 * @param workers threads that prepare batches, at least 1
 */
public record Batches(
        ImageDataset data,
        InputSpec input,
        int batchSize,
        boolean shuffle,
        Augmentation augmentation,
        long seed,
        boolean dropSingle,
        int prefetch,
        int workers) {
    public Batches {
        if (data.size() == 0) {
            throw new IllegalArgumentException("The data set has no images");
        }
        if (batchSize < 1 || prefetch < 1 || workers < 1) {
            throw new IllegalArgumentException("batchSize, prefetch and workers must be at least 1, not " + batchSize
                    + ", " + prefetch + ", " + workers);
        }
        if (data.height() != input.height() || data.width() != input.width() || data.channels() != input.channels()) {
            throw new IllegalArgumentException("The network's input is " + input.height() + " × " + input.width()
                    + " × " + input.channels() + ", but the data set has images of " + data.height() + " × "
                    + data.width() + " × " + data.channels()
                    + ": load them in the network's size, or change @Input(height, width, channels)");
        }
        if ((long) batchSize * data.height() * data.width() * data.channels() * Float.BYTES > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A batch of " + batchSize + " such images exceeds 2 GiB: choose at most "
                    + Integer.MAX_VALUE / Float.BYTES / data.height() / data.width() / data.channels());
        }
        augmentation.check(data.height(), data.width());
    }

    /** All images in the data set's order and as they are: what evaluation wants. */
    public static Batches of(ImageDataset data, InputSpec input, int batchSize) {
        return new Batches(data, input, batchSize, false, Augmentation.NONE, 0, false, 2, 1);
    }

    /** The same, but shuffled, augmented and without a last batch of one image. */
    public Batches forTraining(Augmentation change, long randomSeed) {
        return new Batches(data, input, batchSize, true, change, randomSeed, true, prefetch, workers);
    }

    /** The same with another number of batches ahead and of threads. */
    public Batches preparedBy(int threads, int batchesAhead) {
        return new Batches(data, input, batchSize, shuffle, augmentation, seed, dropSingle, batchesAhead, threads);
    }

    /** The number of batches in an epoch. */
    public int count() {
        int full = data.size() / batchSize;
        int rest = data.size() % batchSize;
        return rest == 0 || (rest == 1 && dropSingle) ? full : full + 1;
    }

    /** Starts to prepare the batches of an epoch. The stream must be closed. */
    public BatchStream open(int epoch) {
        return new BatchStream(this, epoch);
    }

    /** The epoch's order: indices into the data set. */
    int[] order(int epoch) {
        int[] order = new int[data.size()];
        SplittableRandom random = random(epoch, -1);
        for (int i = 0; i < order.length; i++) {
            int j = shuffle ? random.nextInt(i + 1) : i;
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The random numbers for one image in one epoch; -1 for the epoch's order. */
    SplittableRandom random(int epoch, int image) {
        return new SplittableRandom(scrambled(scrambled(seed + epoch) + image));
    }

    /** The 64-bit finaliser of MurmurHash3: neighbouring numbers become unrelated ones. */
    private static long scrambled(long x) {
        long h = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
