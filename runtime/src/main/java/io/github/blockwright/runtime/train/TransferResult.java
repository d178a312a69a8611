package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.evaluate.Evaluation;
import io.github.blockwright.runtime.report.TrainingHistory;
import java.time.Duration;
import java.util.Optional;

/**
 * What both phases of a transfer came to.
 *
 * @param head the head's training on frozen features
 * @param fineTuning the training of what was unfrozen then
 */
public record TransferResult(Phase head, Phase fineTuning) {
    /**
     * What a phase came to.
     *
     * @param training epoch by epoch; what they are evaluated on is the held-out images where an epoch is chosen, and the
     *     validation images otherwise
     * @param validation of the weights that the phase ends with; empty without validation data
     * @param features the time to make or read all features, zero where there are none
     * @param time of the training, its evaluations included
     */
    public record Phase(TrainingHistory training, Optional<Evaluation> validation, Duration features, Duration time) {}
}
