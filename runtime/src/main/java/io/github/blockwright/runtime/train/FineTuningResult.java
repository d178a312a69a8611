package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.TrainingHistory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the phases of a fine-tuning came to.
 *
 * @param head the head's training on frozen features; empty where the second phase was resumed
 * @param tuning the training of what was unfrozen then; empty if only the head was trained
 */
public record FineTuningResult(Optional<Phase> head, Optional<Phase> tuning) {
    /**
     * What a phase came to.
     *
     * @param history epoch by epoch; what they are evaluated on is the held-out images where an epoch is chosen, and the
     *     validation images otherwise
     * @param validation of the weights that the phase ends with; empty without validation data
     * @param features the time to make or read all features, zero where there are none
     * @param time of the training, its evaluations included
     */
    public record Phase(TrainingHistory history, Optional<Evaluation> validation, Duration features, Duration time) {
        /** Accuracy and times in a line. */
        @Override
        public String toString() {
            String accuracy = validation
                    .map(v -> String.format(Locale.ROOT, "validation accuracy %.4f", v.accuracy()))
                    .orElse("no validation data");
            return String.format(
                    Locale.ROOT,
                    "%s (features %.1f s, training %.1f s)",
                    accuracy,
                    features.toMillis() / 1e3,
                    time.toMillis() / 1e3);
        }
    }

    /** {@return the phase that the network's weights are from} */
    public Phase last() {
        return tuning.or(() -> head).orElseThrow();
    }

    /** A line for each phase. */
    @Override
    public String toString() {
        String first =
                head.map(phase -> "head on frozen features: " + phase + "\n").orElse("");
        return (first + tuning.map(phase -> "fine-tuned: " + phase).orElse("")).strip();
    }
}
