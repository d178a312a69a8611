package io.github.blockwright.runtime.batches;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Which examples come in which batch of an epoch, and the random numbers for each of them; all of it depends on the
 * seed, the epoch and the example's index alone.
 *
 * @param size the number of examples
 * @param batchSize examples in a batch; the last batch of an epoch may have fewer
 * @param shuffle whether each epoch has an order of its own, or the data set's
 * @param seed for order and random numbers
 * @param dropSingle whether a last batch with a single example is left out
 */
public record EpochOrder(int size, int batchSize, boolean shuffle, long seed, boolean dropSingle) {
    public EpochOrder {
        if (size < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "size and batchSize must be at least 1, not " + size + " and " + batchSize);
        }
    }

    /** The number of batches in an epoch. */
    public int count() {
        int full = size / batchSize;
        int rest = size % batchSize;
        return rest == 0 || (rest == 1 && dropSingle) ? full : full + 1;
    }

    /** The random numbers for one example in one epoch. */
    public SplittableRandom random(int epoch, int example) {
        return new SplittableRandom(scrambled(scrambled(seed + epoch) + example));
    }

    /** The random numbers for what is done to a batch as a whole, whose first example no other batch of the epoch has. */
    SplittableRandom randomOfBatch(int epoch, int[] examples) {
        return random(epoch, -2 - examples[0]);
    }

    /** The epoch's order: indices of examples. */
    int[] of(int epoch) {
        int[] order = new int[size];
        SplittableRandom random = random(epoch, -1);
        for (int i = 0; i < order.length; i++) {
            int j = shuffle ? random.nextInt(i + 1) : i;
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The examples of a batch, of an epoch in this order. */
    int[] batch(int[] order, int number) {
        int first = number * batchSize;
        return Arrays.copyOfRange(order, first, Math.min(first + batchSize, order.length));
    }

    /** The 64-bit finaliser of MurmurHash3: neighbouring numbers become unrelated ones. */
    private static long scrambled(long x) {
        long h = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
