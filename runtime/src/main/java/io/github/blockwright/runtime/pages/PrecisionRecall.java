package io.github.blockwright.runtime.pages;

import io.github.blockwright.runtime.records.Scores;
import io.github.blockwright.runtime.records.Scores.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Precision over recall of a class against the others, as the threshold falls.
 *
 * @param averagePrecision scikit-learn's {@code average_precision_score}; NaN where no picture is of the class
 * @param precisions the highest precision at a recall of at least 0, 1/n, ..., 1
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
record PrecisionRecall(double averagePrecision, double[] precisions) {

    /** Scores of one class, and whether the pictures are of it. */
    private static final class Answers {
        private float[] scores = new float[16];
        private boolean[] right = new boolean[16];
        private int size;

        void add(float score, boolean is) {
            if (size == scores.length) {
                scores = Arrays.copyOf(scores, 2 * size);
                right = Arrays.copyOf(right, 2 * size);
            }
            scores[size] = score;
            right[size++] = is;
        }
    }

    /** Of each class, then of all answers together. */
    static List<PrecisionRecall> of(Scores scores, int points) {
        int classes = scores.classes().size();
        Answers[] all = new Answers[classes + 1];
        for (int i = 0; i <= classes; i++) {
            all[i] = new Answers();
        }
        for (Picture picture : scores.pictures()) {
            for (int i = 0; i < picture.ranked().length; i++) {
                int label = picture.ranked()[i];
                boolean is = picture.has(label);
                all[label].add(picture.scores()[i], is);
                all[classes].add(picture.scores()[i], is);
            }
        }
        List<PrecisionRecall> curves = new ArrayList<>();
        for (Answers answers : all) {
            curves.add(of(answers, points));
        }
        return curves;
    }

    private static PrecisionRecall of(Answers answers, int points) {
        // Sorted as longs: the score in the upper half, turned so that the highest comes first, the answer in the last
        // bit.
        long[] order = new long[answers.size];
        int positives = 0;
        for (int i = 0; i < answers.size; i++) {
            int bits = Float.floatToIntBits(answers.scores[i]);
            int ascending = bits >= 0 ? bits : bits ^ 0x7fffffff;
            order[i] = ((long) ~ascending << 1) | (answers.right[i] ? 1 : 0);
            positives += answers.right[i] ? 1 : 0;
        }
        double[] precisions = new double[points + 1];
        if (positives == 0) {
            Arrays.fill(precisions, Double.NaN);
            return new PrecisionRecall(Double.NaN, precisions);
        }
        Arrays.sort(order);
        int hits = 0;
        int before = 0;
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            hits += (int) (order[i] & 1);
            boolean last = i + 1 == order.length || order[i + 1] >> 1 != order[i] >> 1;
            if (last) {
                double precision = (double) hits / (i + 1);
                sum += (hits - before) * precision;
                before = hits;
                int reached = (int) Math.floor((double) hits * points / positives + 1e-9);
                precisions[reached] = Math.max(precisions[reached], precision);
            }
        }
        for (int i = points - 1; i >= 0; i--) {
            precisions[i] = Math.max(precisions[i], precisions[i + 1]);
        }
        return new PrecisionRecall(sum / positives, precisions);
    }
}
