package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;

/** The scores of a batch, read once from the engine. */
public final class Ranking {
    private final float[] scores;
    private final int classes;

    /** @param logits (n, classes) */
    public Ranking(NDArray logits) {
        this.scores = logits.toFloatArray();
        this.classes = Math.toIntExact(logits.getShape().get(1));
    }

    /** How many of the images have their label among the k highest scores; NaN never counts as one. */
    public int correct(int[] labels, int k) {
        int correct = 0;
        for (int i = 0; i < labels.length; i++) {
            if (rank(i, labels[i]) < k) {
                correct++;
            }
        }
        return correct;
    }

    /** The class of the highest score; the first of equal ones. */
    public int top(int image) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (scores[image * classes + c] > scores[image * classes + best]) {
                best = c;
            }
        }
        return best;
    }

    /** The cross-entropy of an image, computed in double precision. */
    public double loss(int image, int label) {
        int start = image * classes;
        double highest = scores[start + top(image)];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(scores[start + c] - highest);
        }
        return Math.log(sum) + highest - scores[start + label];
    }

    /** The sum over the images of the cross-entropy with what is expected, which may be shares of several classes. */
    public double crossEntropy(Targets expected) {
        int[] labels = expected.labels();
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            if (expected.shares().isEmpty()) {
                sum += loss(i, labels[i]);
                continue;
            }
            float[] shares = expected.shares().get();
            for (int c = 0; c < classes; c++) {
                float share = shares[i * classes + c];
                sum += share == 0 ? 0 : share * loss(i, c);
            }
        }
        return sum;
    }

    /** The sum over the images of the mean, over the labels, of each one's binary cross-entropy. */
    public double binaryCrossEntropy(Targets expected) {
        float[] shares = expected.shares().orElseThrow();
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double x = scores[i];
            // log(1 + exp(-|x|)) overflows nowhere.
            sum += Math.max(x, 0) - x * shares[i] + Math.log1p(Math.exp(-Math.abs(x)));
        }
        return sum / classes;
    }

    /** How many images have exactly the labels whose probability is at least one half. */
    public int allRight(Targets expected) {
        float[] shares = expected.shares().orElseThrow();
        int right = 0;
        for (int i = 0; i < shares.length / classes; i++) {
            boolean same = true;
            for (int c = 0; c < classes; c++) {
                same &= (scores[i * classes + c] >= 0) == (shares[i * classes + c] >= 0.5);
            }
            right += same ? 1 : 0;
        }
        return right;
    }

    /** The probability of each label of an image by itself. */
    float[] sigmoids(int image) {
        float[] probabilities = new float[classes];
        for (int c = 0; c < classes; c++) {
            probabilities[c] = (float) (1 / (1 + Math.exp(-scores[image * classes + c])));
        }
        return probabilities;
    }

    /** How many classes are ahead of this one; of equal scores the first class is ahead. */
    private int rank(int image, int label) {
        int start = image * classes;
        float own = scores[start + label];
        int ahead = 0;
        for (int c = 0; c < classes; c++) {
            float other = scores[start + c];
            boolean behind = other < own || (other == own && c >= label);
            if (!behind) {
                ahead++;
            }
        }
        return ahead;
    }
}
