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
