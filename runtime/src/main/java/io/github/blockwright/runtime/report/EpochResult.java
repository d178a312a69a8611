package io.github.blockwright.runtime.report;

import java.util.Locale;

/**
 * What an epoch of training came to.
 *
 * @param epoch from 1
 * @param loss the mean cross-entropy over the epoch's training images as they were seen, augmented and with dropout, each
 *     before the step that it was part of; like the validation loss it knows no label smoothing and no class weights
 * @param accuracy over the same images
 * @param validationLoss mean cross-entropy; NaN where there is no validation data
 * @param validationAccuracy NaN where there is no validation data
 * @param learningRate of the epoch's last step
 * @param seconds of training, without the evaluation
 * @param millisPerStep the mean
 * @param waitMillisPerStep of it, the mean time spent waiting for data
 * @param objective what the training minimised, the mean over the same images: the loss with label smoothing and class
 *     weights, where there are any
 * @param validationMap the mean average precision of a network of several labels; NaN for any other
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
        double waitMillisPerStep,
        double objective,
        double validationMap) {
    private static final double SAME = 1e-5;

    /**
     * An epoch that minimised its loss, of a network that gives one class for each image.
     *
     * @param epoch as the record says
     * @param loss as the record says
     * @param accuracy as the record says
     * @param validationLoss as the record says
     * @param validationAccuracy as the record says
     * @param learningRate as the record says
     * @param seconds as the record says
     * @param millisPerStep as the record says
     * @param waitMillisPerStep as the record says
     */
    public EpochResult(
            int epoch,
            double loss,
            double accuracy,
            double validationLoss,
            double validationAccuracy,
            double learningRate,
            double seconds,
            double millisPerStep,
            double waitMillisPerStep) {
        this(
                epoch,
                loss,
                accuracy,
                validationLoss,
                validationAccuracy,
                learningRate,
                seconds,
                millisPerStep,
                waitMillisPerStep,
                loss,
                Double.NaN);
    }

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
                waitMillisPerStep,
                objective,
                validationMap);
    }

    /** {@return the figures as Keras names them, without the times; the objective where it is not the loss} */
    public String figures() {
        String minimised = Math.abs(objective - loss) <= SAME * Math.max(1, Math.abs(loss))
                ? ""
                : String.format(Locale.ROOT, " - objective: %.4f", objective);
        String validation = Double.isNaN(validationAccuracy)
                ? ""
                : String.format(
                        Locale.ROOT, " - val_loss: %.4f - val_accuracy: %.4f", validationLoss, validationAccuracy);
        String map = Double.isNaN(validationMap) ? "" : String.format(Locale.ROOT, " - val_map: %.4f", validationMap);
        return String.format(
                Locale.ROOT, "loss: %.4f%s - accuracy: %.4f%s%s", loss, minimised, accuracy, validation, map);
    }

    /** The figures in a line, named as Keras names them. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "epoch %d: %.0fs %.0fms/step - %s", epoch, seconds, millisPerStep, figures());
    }
}
