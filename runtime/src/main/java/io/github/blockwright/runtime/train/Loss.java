package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Ranking;
import io.github.blockwright.runtime.batches.Targets;

/** What a training minimises, and what is counted beside it. */
sealed interface Loss permits SmoothedCrossEntropy, BinaryCrossEntropy {
    /** Whether the mean is a weighted one, so that a step's divisor is known only when all its images are. */
    boolean isWeighted();

    /** What these images add to the divisor of a mean: their number, or the sum of their weights. */
    double weight(Targets targets);

    /**
     * The loss of a batch: the sum over its images, divided.
     *
     * @param logits (n, classes)
     * @param expected of n images
     * @param divisor the {@link #weight} of all images of the step
     * @param scope owns what is made on the way
     * @return a scalar
     */
    NDArray of(NDArray logits, Targets expected, double divisor, NDManager scope);

    /** The mean loss of a batch that is a step of its own. */
    default NDArray of(NDArray logits, Targets expected, NDManager scope) {
        double weight = weight(expected);
        return of(logits, expected, weight > 0 ? weight : 1, scope);
    }

    /** The sum over a batch of what the validation loss counts too: no smoothing, no weights. */
    double plain(Ranking scores, Targets expected);

    /** How many images of a batch have the right answer. */
    int right(Ranking scores, Targets expected);
}
