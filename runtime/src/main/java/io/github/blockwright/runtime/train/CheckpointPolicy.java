package io.github.blockwright.runtime.train;

import java.time.Duration;

/**
 * How often a training writes where it is, and how many of these checkpoints it keeps.
 *
 * @param every so often within an epoch, beside the one after each epoch; zero for none. Where writing takes more than a
 *     hundredth of that, it is less often, so that it never costs more than a hundredth of the time.
 * @param keep how many are kept, 1 to 9,999; if the newest is damaged, the training goes on from the one before
 */
public record CheckpointPolicy(Duration every, int keep) {
    private static final int USUAL_MINUTES = 5;

    /** How many can be kept, of which each has its number in its name. */
    public static final int MOST_KEPT = 9_999;

    /** Every five minutes, and two are kept. */
    public static final CheckpointPolicy USUAL = new CheckpointPolicy(Duration.ofMinutes(USUAL_MINUTES), 2);

    /**
     * Checks the values.
     *
     * @param every as the record says
     * @param keep as the record says
     * @throws IllegalArgumentException if a value is out of range
     */
    public CheckpointPolicy {
        if (every.isNegative()) {
            throw new IllegalArgumentException("The time between checkpoints must not be negative: " + every);
        }
        if (keep < 1 || keep > MOST_KEPT) {
            throw new IllegalArgumentException(
                    "The number of checkpoints that are kept must be 1 to " + MOST_KEPT + ", not " + keep);
        }
    }

    /**
     * The same at another interval.
     *
     * @param interval between two within an epoch; zero for none
     * @return the policy
     * @throws IllegalArgumentException if it is negative
     */
    public CheckpointPolicy withEvery(Duration interval) {
        return new CheckpointPolicy(interval, keep);
    }

    /**
     * The same with more or fewer that are kept.
     *
     * @param number 1 to 9,999
     * @return the policy
     * @throws IllegalArgumentException if it is less or more
     */
    public CheckpointPolicy withKeep(int number) {
        return new CheckpointPolicy(every, number);
    }
}
