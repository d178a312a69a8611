package io.github.blockwright.runtime.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network said of each picture that it was measured on.
 *
 * <p>Of a picture the highest scores are kept and those of its own classes, so that a thousand classes and fifty thousand
 * pictures take {@value #VALUES} values and not fifty million; up to {@value #VALUES} all are. What is left out is less
 * likely than anything that is kept.
 *
 * @param multiLabel whether a picture may have several classes; then a score is a logit, and otherwise the natural logarithm
 *     of a probability
 * @param classes in the order of the network's outputs
 * @param pictures in the order in which they were measured
 */
public record Scores(boolean multiLabel, List<String> classes, List<Picture> pictures) {
    private static final int VALUES = 1 << 22;
    private static final int FEWEST = 8;

    public Scores {
        classes = List.copyOf(classes);
        pictures = List.copyOf(pictures);
    }

    /**
     * What was said of one picture.
     *
     * @param index in its data set
     * @param labels its classes, ascending; exactly one unless there may be several
     * @param ranked classes, the highest score first
     * @param scores of these classes
     */
    @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
    public record Picture(int index, int[] labels, int[] ranked, float[] scores) {
        /**
         * Keeps the highest scores, and those of the labels.
         *
         * @param all scores by class
         * @param kept how many of the highest
         */
        public static Picture of(int index, int[] labels, float[] all, int kept) {
            int[] order = descending(all);
            int[] ranked = IntStream.range(0, order.length)
                    .filter(i -> i < kept || Arrays.binarySearch(labels, order[i]) >= 0)
                    .map(i -> order[i])
                    .toArray();
            float[] scores = new float[ranked.length];
            for (int i = 0; i < ranked.length; i++) {
                scores[i] = all[ranked[i]];
            }
            return new Picture(index, labels.clone(), ranked, scores);
        }

        /** The classes, the highest score first; of equal ones the first class. Sorted as longs, since it is done for each picture. */
        private static int[] descending(float... all) {
            long[] order = new long[all.length];
            for (int c = 0; c < all.length; c++) {
                int bits = Float.floatToIntBits(all[c]);
                int ascending = bits >= 0 ? bits : bits ^ 0x7fffffff;
                order[c] = ((long) ~ascending << 32) | c;
            }
            Arrays.sort(order);
            return Arrays.stream(order).mapToInt(each -> (int) each).toArray();
        }

        /** The class of the highest score. */
        public int top() {
            return ranked[0];
        }

        public boolean has(int label) {
            return Arrays.binarySearch(labels, label) >= 0;
        }
    }

    /** How many of the highest scores of each picture to keep. */
    public static int kept(int classes, int pictures) {
        return Math.min(classes, Math.max(FEWEST, VALUES / Math.max(1, pictures)));
    }

    /** The natural logarithms of the probabilities that logits stand for. */
    public static float[] logProbabilities(float[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - highest);
        }
        double shift = highest + Math.log(sum);
        float[] result = new float[logits.length];
        for (int c = 0; c < logits.length; c++) {
            result[c] = (float) (logits[c] - shift);
        }
        return result;
    }

    /** The probability that a score stands for. */
    public double probability(double score) {
        return probability(score, multiLabel);
    }

    /** The same, of a logit where a picture may have several labels, else of a natural logarithm. */
    public static double probability(double score, boolean multiLabel) {
        return multiLabel ? 1 / (1 + Math.exp(-score)) : Math.exp(score);
    }

    /** Of one class for each picture, those that were taken for another, the surest first. */
    public List<Picture> mistakes() {
        return pictures.stream()
                .filter(p -> p.top() != p.labels()[0])
                .sorted(Comparator.comparingDouble(p -> -p.scores()[0]))
                .toList();
    }

    /** Of one class for each picture, those that were recognised, the closest call first. */
    public List<Picture> hits() {
        return pictures.stream()
                .filter(p -> p.top() == p.labels()[0])
                .sorted(Comparator.comparingDouble(this::lead))
                .toList();
    }

    /** By how much the most likely class is ahead of the next one, as a difference of probabilities. */
    public double lead(Picture picture) {
        return picture.scores().length < 2 ? 1 : probability(picture.scores()[0]) - probability(picture.scores()[1]);
    }

    /**
     * An answer about one label of a picture, where there may be several.
     *
     * @param score the label's logit
     */
    public record Answer(Picture picture, int label, double score) {}

    /** Of several labels, the answers that were wrong by these thresholds, the surest first. */
    public List<Answer> wrong(List<Double> thresholds) {
        return answers(thresholds, false);
    }

    /** Of several labels, those that were rightly given, the closest call first. */
    public List<Answer> given(List<Double> thresholds) {
        List<Answer> right = new ArrayList<>(answers(thresholds, true));
        Collections.reverse(right);
        return right;
    }

    private List<Answer> answers(List<Double> thresholds, boolean rightlyGiven) {
        List<Answer> all = new ArrayList<>();
        for (Picture picture : pictures) {
            for (int i = 0; i < picture.ranked().length; i++) {
                int label = picture.ranked()[i];
                boolean yes = margin(picture.scores()[i], thresholds.get(label)) >= 0;
                boolean has = picture.has(label);
                if (rightlyGiven ? yes && has : yes != has) {
                    all.add(new Answer(picture, label, picture.scores()[i]));
                }
            }
        }
        all.sort(Comparator.comparingDouble(a -> -Math.abs(margin(a.score(), thresholds.get(a.label())))));
        return all;
    }

    /** How far a logit is above the threshold. */
    private static double margin(double logit, double threshold) {
        return logit - Math.log(threshold / (1 - threshold));
    }
}
