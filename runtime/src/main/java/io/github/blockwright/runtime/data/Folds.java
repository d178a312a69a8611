package io.github.blockwright.runtime.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Deals pictures out to the folds of a cross-validation. */
final class Folds {
    private Folds() {}

    /**
     * The fold of each picture: each class is shuffled and dealt out in turn, so that the folds have as many of it as one
     * another, or one more.
     *
     * @throws IllegalArgumentException if there are fewer than two folds, or a class has fewer pictures than there are folds
     */
    static int[] of(int[] labels, List<String> classes, int folds, long seed) {
        if (folds < 2) {
            throw new IllegalArgumentException("There must be at least 2 folds, not " + folds);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] fold = new int[labels.length];
        int next = 0;
        for (int label = 0; label < classes.size(); label++) {
            int wanted = label;
            int[] members = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == wanted)
                    .toArray();
            if (members.length < folds) {
                throw new IllegalArgumentException("The class " + classes.get(label) + " has " + members.length
                        + " pictures, which are too few for " + folds + " folds: add some, or make fewer folds");
            }
            shuffle(members, random);
            for (int member : members) {
                // Goes on where the class before it ended, so that the folds are of one size.
                fold[member] = next++ % folds;
            }
        }
        return fold;
    }

    /** The pictures whose fold is wanted. */
    static int[] indices(int[] folds, IntPredicate isWanted) {
        return IntStream.range(0, folds.length)
                .filter(i -> isWanted.test(folds[i]))
                .toArray();
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }
}
