package io.github.blockwright.runtime.records;

import io.github.blockwright.runtime.records.Scores.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How far the probabilities of a network are what they say (Guo et al., On Calibration of Modern Neural Networks, 2017,
 * arXiv:1706.04599): of a picture with one class the highest probability, of several labels each one's.
 *
 * @param bins of equal width, from the lowest probability to the highest
 * @param error the expected calibration error: the mean distance of said and true shares over the bins, weighted by what is in
 *     them
 * @param loss the mean negative log-likelihood; of several labels the mean over labels too
 */
public record Calibration(List<Bin> bins, double error, double loss) {
    /** As in the paper's figures. */
    private static final int BINS = 15;

    private static final double HOTTEST = 20;
    private static final double SMALLEST = 1e-12;
    private static final int HALVINGS = 40;
    /** More pictures would not change the second digit. */
    private static final int ENOUGH = 20_000;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Answers of about the same probability.
     *
     * @param count of answers
     * @param said their mean probability; NaN if there are none
     * @param right the share of them that was right; NaN if there are none
     */
    public record Bin(int count, double said, double right) {}

    /** Sums up answers of probabilities p, of which some were right. */
    private static final class Sums {
        private final int[] count = new int[BINS];
        private final double[] said = new double[BINS];
        private final int[] right = new int[BINS];

        void add(double p, boolean correct) {
            int bin = Math.min(BINS - 1, (int) (p * BINS));
            count[bin]++;
            said[bin] += p;
            right[bin] += correct ? 1 : 0;
        }

        Calibration result(double loss) {
            List<Bin> bins = new ArrayList<>();
            double error = 0;
            long all = 0;
            for (int i = 0; i < BINS; i++) {
                bins.add(new Bin(count[i], said[i] / count[i], (double) right[i] / count[i]));
                error += Math.abs(said[i] - right[i]);
                all += count[i];
            }
            return new Calibration(bins, error / all, loss);
        }
    }

    /**
     * What the probabilities are when logits are divided by a temperature.
     *
     * @param temperature 1 for the network as it is
     */
    public static Calibration of(Scores scores, double temperature) {
        Sums sums = new Sums();
        add(scores, scores.pictures(), temperature, sums);
        return sums.result(loss(scores, scores.pictures(), temperature));
    }

    /**
     * The same at fitted temperatures, fairly: each half of the pictures at the temperature that was fitted on the other.
     */
    public static Calibration crossFitted(Scores scores) {
        List<Picture> even = half(scores.pictures(), 0);
        List<Picture> odd = half(scores.pictures(), 1);
        if (even.isEmpty() || odd.isEmpty()) {
            return of(scores, 1);
        }
        double ofEven = temperature(scores, even);
        double ofOdd = temperature(scores, odd);
        Sums sums = new Sums();
        add(scores, even, ofOdd, sums);
        add(scores, odd, ofEven, sums);
        double loss = (loss(scores, even, ofOdd) * even.size() + loss(scores, odd, ofEven) * odd.size())
                / scores.pictures().size();
        return sums.result(loss);
    }

    private static List<Picture> half(List<Picture> pictures, int rest) {
        List<Picture> half = new ArrayList<>();
        for (int i = rest; i < pictures.size(); i += 2) {
            half.add(pictures.get(i));
        }
        return half;
    }

    /** The temperature of the lowest loss: above 1 for a network that is too sure of itself. */
    public static double temperature(Scores scores) {
        return temperature(scores, scores.pictures());
    }

    /** The loss has one minimum in the logarithm's neighbourhood, since it is convex in the temperature's inverse. */
    private static double temperature(Scores scores, List<Picture> all) {
        List<Picture> pictures = all.subList(0, Math.min(all.size(), ENOUGH));
        DoubleUnaryOperator loss = x -> loss(scores, pictures, Math.exp(x));
        double golden = (Math.sqrt(5) - 1) / 2;
        double low = -Math.log(HOTTEST);
        double high = Math.log(HOTTEST);
        double left = high - golden * (high - low);
        double right = low + golden * (high - low);
        double lossLeft = loss.applyAsDouble(left);
        double lossRight = loss.applyAsDouble(right);
        for (int i = 0; i < HALVINGS && high - low > 1e-4; i++) {
            if (lossLeft <= lossRight) {
                high = right;
                right = left;
                lossRight = lossLeft;
                left = high - golden * (high - low);
                lossLeft = loss.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                lossLeft = lossRight;
                right = low + golden * (high - low);
                lossRight = loss.applyAsDouble(right);
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static void add(Scores scores, List<Picture> pictures, double temperature, Sums sums) {
        for (Picture picture : pictures) {
            if (scores.multiLabel()) {
                for (int i = 0; i < picture.ranked().length; i++) {
                    double p = scores.probability(picture.scores()[i] / temperature);
                    sums.add(p, picture.has(picture.ranked()[i]));
                }
            } else {
                double p = Math.exp(picture.scores()[0] / temperature - normaliser(scores, picture, temperature));
                sums.add(p, picture.has(picture.top()));
            }
        }
    }

    private static double loss(Scores scores, List<Picture> pictures, double temperature) {
        double sum = 0;
        for (Picture picture : pictures) {
            sum += scores.multiLabel()
                    ? ofLabels(picture, temperature)
                    : ofClass(picture, temperature) + normaliser(scores, picture, temperature);
        }
        return sum / pictures.size();
    }

    private static double ofClass(Picture picture, double temperature) {
        for (int i = 0; i < picture.ranked().length; i++) {
            if (picture.has(picture.ranked()[i])) {
                return -picture.scores()[i] / temperature;
            }
        }
        throw new IllegalArgumentException("The picture " + picture.index() + " has no class");
    }

    private static double ofLabels(Picture picture, double temperature) {
        double sum = 0;
        for (int i = 0; i < picture.ranked().length; i++) {
            double x = picture.scores()[i] / temperature;
            sum += Math.max(x, 0) - (picture.has(picture.ranked()[i]) ? x : 0) + Math.log1p(Math.exp(-Math.abs(x)));
        }
        return sum / picture.ranked().length;
    }

    /** The logarithm of the sum of all classes; those that were not kept share what the others leave. */
    private static double normaliser(Scores scores, Picture picture, double temperature) {
        double sum = 0;
        double known = 0;
        for (float score : picture.scores()) {
            sum += Math.exp((score - picture.scores()[0]) / temperature);
            known += Math.exp(score);
        }
        int others = scores.classes().size() - picture.ranked().length;
        if (others > 0) {
            double each = Math.log(Math.max(SMALLEST, 1 - known) / others);
            sum += others * Math.exp((each - picture.scores()[0]) / temperature);
        }
        return picture.scores()[0] / temperature + Math.log(sum);
    }
}
