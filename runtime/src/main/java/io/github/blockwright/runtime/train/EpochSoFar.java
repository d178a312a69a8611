package io.github.blockwright.runtime.train;

/**
 * How far an epoch is and what it came to so far: sums over its images, to the bit, so that it can go on from here.
 *
 * @param steps that are done
 * @param loss as the validation counts it
 * @param objective what is minimised
 * @param correct images that were told rightly
 * @param images that were seen
 * @param nanos that it took
 * @param waitedNanos how many of them went to waiting for data
 */
record EpochSoFar(int steps, double loss, double objective, long correct, long images, long nanos, long waitedNanos) {
    static final EpochSoFar NONE = new EpochSoFar(0, 0, 0, 0, 0, 0, 0);

    /** After one step more. */
    EpochSoFar plus(Outcome step) {
        return new EpochSoFar(
                steps + 1,
                loss + step.loss,
                objective + step.objective,
                correct + step.correct,
                images + step.images,
                nanos,
                waitedNanos);
    }

    /** The same, at another time. */
    EpochSoFar at(long newNanos, long newWaited) {
        return new EpochSoFar(steps, loss, objective, correct, images, newNanos, newWaited);
    }

    double meanLoss() {
        return loss / images;
    }

    double meanObjective() {
        return objective / images;
    }

    double accuracy() {
        return (double) correct / images;
    }

    /** What a single step came to, sums over its images. */
    static final class Outcome {
        double loss;
        double objective;
        double weight;
        long correct;
        long images;

        double meanObjective() {
            return objective / images;
        }
    }
}
