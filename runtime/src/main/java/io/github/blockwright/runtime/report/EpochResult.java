package io.github.blockwright.runtime.report;

import java.util.Locale;

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
        double waitMillisPerStep) {
    /**
     * The same as the epoch of another number, for a training that is one of several.
     *
     * @param number from 1
     * @return a new one; this stays as it is
     */
    public EpochResult numbered(int number) {
        return new EpochResult(
                number,
                loss,
                accuracy,
                validationLoss,
                validationAccuracy,
                learningRate,
                seconds,
                millisPerStep,
                waitMillisPerStep);
    }

    /** The figures in a line, named as Keras names them. */
    @Override
    public String toString() {
        String validation = Double.isNaN(validationAccuracy)
                ? ""
                : String.format(
                        Locale.ROOT, " - val_loss: %.4f - val_accuracy: %.4f", validationLoss, validationAccuracy);
        return String.format(
                Locale.ROOT,
                "epoch %d: %.0fs %.0fms/step - loss: %.4f - accuracy: %.4f%s",
                epoch,
                seconds,
                millisPerStep,
                loss,
                accuracy,
                validation);
    }
}
