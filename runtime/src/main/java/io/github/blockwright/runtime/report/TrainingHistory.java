package io.github.blockwright.runtime.report;

import java.util.Comparator;
import java.util.List;

/**
 * What a training came to. The block holds the weights of the last epoch.
 *
 * @param epochs in order, those before a resumed training included
 */
public record TrainingHistory(List<EpochResult> epochs) {
    public TrainingHistory {
        epochs = List.copyOf(epochs);
    }

    /** The last epoch. */
    public EpochResult last() {
        return epochs.get(epochs.size() - 1);
    }

    /** The first epoch of the highest validation accuracy, or of the lowest loss where there is no validation data. */
    public EpochResult best() {
        return epochs.stream()
                .min(Comparator.comparingDouble(TrainingHistory::rank))
                .orElseThrow();
    }

    private static double rank(EpochResult epoch) {
        return Double.isNaN(epoch.validationAccuracy()) ? epoch.loss() : -epoch.validationAccuracy();
    }
}
