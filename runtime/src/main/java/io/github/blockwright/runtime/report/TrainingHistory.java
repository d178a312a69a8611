package io.github.blockwright.runtime.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a training came to. The block holds the weights of the last epoch.
 *
 * @param epochs in order, those before a resumed training included
 */
public record TrainingHistory(List<EpochResult> epochs) {
    /**
     * Takes copies of the lists.
     *
     * @param epochs as the record says
     */
    public TrainingHistory {
        epochs = List.copyOf(epochs);
    }

    /**
     * What early stopping and a plateau watch, epoch by epoch.
     *
     * @return the validation losses, or the training losses where there is no validation data
     */
    public List<Double> losses() {
        return epochs.stream()
                .map(epoch -> Double.isNaN(epoch.validationLoss()) ? epoch.loss() : epoch.validationLoss())
                .toList();
    }

    /** {@return the last epoch} */
    public EpochResult last() {
        return epochs.get(epochs.size() - 1);
    }

    /**
     * The first epoch of the highest validation accuracy (of several labels for each image: of the highest mean average
     * precision), or of the lowest loss where there is no validation data.
     *
     * @return one of the epochs
     */
    public EpochResult best() {
        return epochs.stream()
                .min(Comparator.comparingDouble(TrainingHistory::rank))
                .orElseThrow();
    }

    /** The last and the best epoch, and the seconds of all; as {@code last epoch 5: validation accuracy 0.9970; ...}. */
    @Override
    public String toString() {
        if (epochs.isEmpty()) {
            return "no epochs";
        }
        double seconds = epochs.stream().mapToDouble(EpochResult::seconds).sum();
        return String.format(
                Locale.ROOT,
                "last epoch %d: %s; best epoch %d: %s; %.0f s of training",
                last().epoch(),
                accuracy("validation ", last()),
                best().epoch(),
                accuracy("", best()),
                seconds);
    }

    private static String accuracy(String name, EpochResult epoch) {
        if (!Double.isNaN(epoch.validationMap())) {
            return String.format(Locale.ROOT, "%smean average precision %.4f", name, epoch.validationMap());
        }
        return Double.isNaN(epoch.validationAccuracy())
                ? String.format(Locale.ROOT, "loss %.4f", epoch.loss())
                : String.format(
                        Locale.ROOT, "%s%.4f", name.isEmpty() ? "" : name + "accuracy ", epoch.validationAccuracy());
    }

    private static double rank(EpochResult epoch) {
        if (!Double.isNaN(epoch.validationMap())) {
            return -epoch.validationMap();
        }
        return Double.isNaN(epoch.validationAccuracy()) ? epoch.loss() : -epoch.validationAccuracy();
    }
}
