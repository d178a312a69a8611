package io.github.blockwright.runtime.report;

import java.util.Locale;
import java.util.Optional;

/**
 * How a network does on a data set.
 *
 * @param images evaluated
 * @param loss mean cross-entropy, natural logarithm, without label smoothing or class weights; of several labels the mean
 *     over images and labels of their binary cross-entropies
 * @param accuracy the share whose class has the highest score; of several labels, the share of images with exactly the
 *     right ones
 * @param topK k of the next figure: 5, or the number of classes where that is smaller; of several labels 1
 * @param topKAccuracy the share whose class, or one of whose labels, is among the k highest scores
 * @param confusion which classes were taken for which; of several labels, over all answers, no and yes
 * @param labels the figures of each label, if the network gives several
 */
public record Evaluation(
        int images,
        double loss,
        double accuracy,
        int topK,
        double topKAccuracy,
        ConfusionMatrix confusion,
        Optional<LabelFigures> labels) {
    /**
     * Of a network that gives one class for each image.
     *
     * @param images as the record says
     * @param loss as the record says
     * @param accuracy as the record says
     * @param topK as the record says
     * @param topKAccuracy as the record says
     * @param confusion as the record says
     */
    public Evaluation(
            int images, double loss, double accuracy, int topK, double topKAccuracy, ConfusionMatrix confusion) {
        this(images, loss, accuracy, topK, topKAccuracy, confusion, Optional.empty());
    }

    /** {@return the figures class by class, as a table} */
    public String details() {
        return labels.map(LabelFigures::toString).orElseGet(confusion::toString);
    }

    /** The figures in a line, without those of each class. */
    @Override
    public String toString() {
        if (labels.isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "%d images: loss %.4f, mean average precision %.4f, macro F1 %.4f, micro F1 %.4f, all labels right"
                            + " %.4f",
                    images,
                    loss,
                    labels.get().meanAveragePrecision(),
                    labels.get().macroF1(),
                    labels.get().microF1(),
                    accuracy);
        }
        return String.format(
                Locale.ROOT,
                "%d images: loss %.4f, accuracy %.4f, top-%d accuracy %.4f, balanced accuracy %.4f, macro F1 %.4f",
                images,
                loss,
                accuracy,
                topK,
                topKAccuracy,
                confusion.balancedAccuracy(),
                confusion.macroF1());
    }
}
