package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LabelFigures;
import io.github.blockwright.runtime.report.TrainingHistory;
import java.util.List;
import java.util.Optional;

/** What the phases came to. */
record RunOutcome(
        TrainingHistory history,
        Optional<Evaluation> evaluation,
        Optional<FineTuningResult> fineTuning,
        Optional<Evaluation> test) {
    RunOutcome(TrainingHistory history, Optional<Evaluation> evaluation, Optional<FineTuningResult> fineTuning) {
        this(history, evaluation, fineTuning, Optional.empty());
    }

    RunOutcome tested(Optional<Evaluation> result) {
        return new RunOutcome(history, evaluation, fineTuning, result);
    }

    /** From which probability on each label is given, where there are several. */
    List<Double> thresholds(NetworkBlock<?, ?> block) {
        if (!block.summary().multiLabel()) {
            return List.of();
        }
        return evaluation
                .flatMap(Evaluation::labels)
                .map(LabelFigures::thresholds)
                .orElseThrow();
    }
}
