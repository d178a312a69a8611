package io.github.blockwright.runtime.report;

import java.util.Locale;

/**
 * How a network does on a data set.
 *
 * @param images evaluated
 * @param loss mean cross-entropy, natural logarithm
 * @param accuracy the share whose class has the highest score
 * @param topK k of the next figure: 5, or the number of classes where that is smaller
 * @param topKAccuracy the share whose class is among the k highest scores
 * @param confusion which classes were taken for which
 */
public record Evaluation(
        int images, double loss, double accuracy, int topK, double topKAccuracy, ConfusionMatrix confusion) {
    /** The figures in a line, without the matrix. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d images: loss %.4f, accuracy %.4f, top-%d accuracy %.4f",
                images,
                loss,
                accuracy,
                topK,
                topKAccuracy);
    }
}
