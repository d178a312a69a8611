package io.github.blockwright.runtime.batches;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
 * @param groups the examples of each class, where every class is to come as often as any other
 */
public record EpochOrder(
        int size, int batchSize, boolean shuffle, long seed, boolean dropSingle, Optional<List<List<Integer>>> groups) {
    /** Every example once. */
    public EpochOrder(int size, int batchSize, boolean shuffle, long seed, boolean dropSingle) {
        this(size, batchSize, shuffle, seed, dropSingle, Optional.empty());
    }

    public EpochOrder {
        if (size < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "size and batchSize must be at least 1, not " + size + " and " + batchSize);
        }
    }

    /**
     * The same, but each epoch has as many examples of each class as of any other, up to one, and as many in all. Those of a
     * class come in rounds, so that none comes again before all have come.
     *
     * @param labels the class of each example
     */
    public EpochOrder balanced(int[] labels, int classes) {
        List<List<Integer>> all = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            all.add(new ArrayList<>());
        }
        for (int example = 0; example < labels.length; example++) {
            all.get(labels[example]).add(example);
        }
        all.removeIf(List::isEmpty);
        return new EpochOrder(size, batchSize, shuffle, seed, dropSingle, Optional.of(all));
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
        return random(epoch, Integer.MIN_VALUE + examples[0]);
    }

    /**
     * The example behind a place in an epoch's order. An example that comes again has another number, by which it is changed
     * at random in another way.
     */
    public int example(int number) {
        return number % size;
    }

    /** The epoch's order: numbers of examples, see {@link #example}. */
    int[] of(int epoch) {
        return groups.map(all -> balanced(epoch, all)).orElseGet(() -> all(epoch));
    }

    private int[] balanced(int epoch, List<List<Integer>> classes) {
        int[] chosen = new int[size];
        int mostRounds = Integer.MAX_VALUE / size;
        int filled = 0;
        for (int c = 0; c < classes.size(); c++) {
            List<Integer> members = classes.get(c);
            // Which class has one more than another turns with the epochs.
            int share = size / classes.size() + ((c + epoch) % classes.size() < size % classes.size() ? 1 : 0);
            SplittableRandom random = random(epoch, -2 - c);
            int[] round = shuffled(members.size(), random);
            for (int i = 0; i < share; i++) {
                int place = i % round.length;
                if (place == 0 && i > 0) {
                    round = shuffled(members.size(), random);
                }
                chosen[filled++] = members.get(round[place]) + size * (i / round.length % mostRounds);
            }
        }
        int[] order = all(epoch);
        return Arrays.stream(order).map(place -> chosen[place]).toArray();
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private int[] all(int epoch) {
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
