package io.github.blockwright.runtime.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How a network that gives several labels does, label by label. A label is taken to be given where its probability is at
 * least its threshold.
 *
 * @param names of the labels, in the order of the network's outputs
 * @param thresholds from which probability on the answer is yes
 * @param labels the figures, in the same order
 */
public record LabelFigures(List<String> names, List<Double> thresholds, List<Figures> labels) {
    private static final double HALF = 0.5;

    /**
     * Takes copies of the lists.
     *
     * @param names as the record says
     * @param thresholds as the record says
     * @param labels as the record says
     */
    public LabelFigures {
        names = List.copyOf(names);
        thresholds = List.copyOf(thresholds);
        labels = List.copyOf(labels);
    }

    /**
     * The figures of one label.
     *
     * @param images that have it
     * @param truePositives of them, so many were given it
     * @param falsePositives others that were given it
     * @param averagePrecision scikit-learn's {@code average_precision_score}: the mean of the precisions at every image
     *     that has the label, ordered by probability, equal ones at once; NaN where no image has it
     */
    public record Figures(int images, int truePositives, int falsePositives, double averagePrecision) {
        /** {@return of the images that were given it, the share that has it; NaN if there are none} */
        public double precision() {
            return (double) truePositives / (truePositives + falsePositives);
        }

        /** {@return of the images that have it, the share that was given it; NaN if there are none} */
        public double recall() {
            return (double) truePositives / images;
        }

        /** {@return the harmonic mean of both; 0 where nothing was right, as in scikit-learn} */
        public double f1() {
            int errors = falsePositives + images - truePositives;
            return truePositives == 0 ? 0 : 2.0 * truePositives / (2.0 * truePositives + errors);
        }
    }

    /**
     * The figures of these probabilities.
     *
     * @param names of the labels
     * @param probabilities of each image, by label
     * @param given whether each image has a label
     * @param thresholds from which probability on the answer is yes
     * @return the figures
     */
    public static LabelFigures of(
            List<String> names, List<float[]> probabilities, List<boolean[]> given, List<Double> thresholds) {
        List<Figures> all = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            int images = 0;
            int hits = 0;
            int misses = 0;
            for (int i = 0; i < given.size(); i++) {
                boolean has = given.get(i)[label];
                boolean yes = probabilities.get(i)[label] >= thresholds.get(label);
                images += has ? 1 : 0;
                hits += has && yes ? 1 : 0;
                misses += !has && yes ? 1 : 0;
            }
            all.add(new Figures(images, hits, misses, averagePrecision(label, probabilities, given)));
        }
        return new LabelFigures(names, thresholds, all);
    }

    /**
     * For each label the threshold of the highest F1: the middle between the probability of the last image that is still given
     * it and the next one; of equally good ones the highest. 0.5 where no image has the label.
     *
     * @param labels how many there are
     * @param probabilities of each image, by label
     * @param given whether each image has a label
     * @return a threshold for each label
     */
    public static List<Double> bestThresholds(int labels, List<float[]> probabilities, List<boolean[]> given) {
        List<Double> best = new ArrayList<>();
        for (int label = 0; label < labels; label++) {
            best.add(bestThreshold(label, probabilities, given));
        }
        return best;
    }

    private static double bestThreshold(int label, List<float[]> probabilities, List<boolean[]> given) {
        int[] order = descending(label, probabilities);
        long images = given.stream().filter(has -> has[label]).count();
        double threshold = HALF;
        double highest = 0;
        int hits = 0;
        for (int i = 0; i < order.length; i++) {
            hits += given.get(order[i])[label] ? 1 : 0;
            float own = probabilities.get(order[i])[label];
            float next = i + 1 < order.length ? probabilities.get(order[i + 1])[label] : 0;
            double f1 = 2.0 * hits / (i + 1 + images);
            if (f1 > highest && next < own) {
                highest = f1;
                threshold = ((double) own + next) / 2;
            }
        }
        return threshold;
    }

    private static double averagePrecision(int label, List<float[]> probabilities, List<boolean[]> given) {
        int[] order = descending(label, probabilities);
        int hits = 0;
        int hitsBefore = 0;
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            hits += given.get(order[i])[label] ? 1 : 0;
            boolean last = i + 1 == order.length
                    || probabilities.get(order[i + 1])[label] != probabilities.get(order[i])[label];
            if (last) {
                sum += (double) (hits - hitsBefore) * hits / (i + 1);
                hitsBefore = hits;
            }
        }
        return sum / hits;
    }

    private static int[] descending(int label, List<float[]> probabilities) {
        return IntStream.range(0, probabilities.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities.get(i)[label]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** {@return the mean average precision over the labels that some image has} */
    public double meanAveragePrecision() {
        return labels.stream()
                .mapToDouble(Figures::averagePrecision)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** {@return the mean of the labels' F1} */
    public double macroF1() {
        return labels.stream().mapToDouble(Figures::f1).average().orElse(Double.NaN);
    }

    /** {@return F1 over all answers of all labels together} */
    public double microF1() {
        int images = labels.stream().mapToInt(Figures::images).sum();
        int hits = labels.stream().mapToInt(Figures::truePositives).sum();
        int misses = labels.stream().mapToInt(Figures::falsePositives).sum();
        return new Figures(images, hits, misses, Double.NaN).f1();
    }

    /** A table: a line for each label, then the means. */
    @Override
    public String toString() {
        int width = Math.max(
                "label".length(), names.stream().mapToInt(String::length).max().orElse(0));
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-" + width + "s%8s%11s%11s%8s%8s%8s%n",
                "label",
                "images",
                "threshold",
                "precision",
                "recall",
                "F1",
                "AP"));
        for (int i = 0; i < labels.size(); i++) {
            Figures one = labels.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s%8d%11.3f%11.3f%8.3f%8.3f%8.3f%n",
                    names.get(i),
                    one.images(),
                    thresholds.get(i),
                    one.precision(),
                    one.recall(),
                    one.f1(),
                    one.averagePrecision()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "mean average precision %.4f, macro F1 %.4f, micro F1 %.4f",
                        meanAveragePrecision(),
                        macroF1(),
                        microF1()))
                .toString();
    }
}
