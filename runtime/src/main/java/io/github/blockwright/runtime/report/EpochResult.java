package io.github.blockwright.runtime.report;

/**
 * What an epoch of training came to.
 *
 * @param epoch from 1
 * @param loss the mean over the epoch's training images as they were seen, label smoothing included
 * @param accuracy over the same images
 * @param validationLoss cross-entropy without smoothing; NaN where there is no validation data
 * @param validationAccuracy NaN where there is no validation data
 * @param learningRate of the epoch's last step
 * @param seconds of training, without the evaluation
 * @param millisPerStep the mean
 * @param waitMillisPerStep of it, the mean time spent waiting for data
 */
public record EpochResult(
        int epoch,
        double loss,
        double accuracy,
        double validationLoss,
        double validationAccuracy,
        double learningRate,
        double seconds,
        double millisPerStep,
        double waitMillisPerStep) {}
