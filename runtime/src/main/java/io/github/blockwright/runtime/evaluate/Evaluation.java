package io.github.blockwright.runtime.evaluate;

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
        int images, double loss, double accuracy, int topK, double topKAccuracy, ConfusionMatrix confusion) {}
