package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.report.EpochResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Knows how far a training is, writes it down when it is time to, stops when that is wanted, and can go back. */
final class Keeping {
    private static final int MOST_ROLLBACKS = 3;

    private final Epochs training;
    private final Task task;
    private final TrainingState state;
    private final NDManager manager;
    private final int steps;
    private final CheckpointPace pace;
    private Checkpoint now;
    private long finishingNanos;

    Keeping(Epochs training, Task task, TrainingState state, NDManager manager) {
        this.training = training;
        this.task = task;
        this.state = state;
        this.manager = manager;
        this.steps = Epoch.steps(task.train(), training.recipe());
        this.pace = new CheckpointPace(training.settings().checkpoints().every());
    }

    /** Where the training is. */
    Checkpoint now() {
        return now;
    }

    /**
     * Starts anew, or where the directory's checkpoint is.
     *
     * @throws TrainingException if there is one but it is not to be resumed, or is of another training
     */
    void start(RunIdentity identity) {
        now = Checkpoint.fresh(identity);
        try (NDManager scope = manager.newSubManager()) {
            Optional<CheckpointFile.Content> saved =
                    training.directory().flatMap(d -> d.resume(training.resume(), identity, scope, training::note));
            if (saved.isPresent()) {
                training.checkEpochs(saved.get().checkpoint(), steps);
                restore(saved.get(), identity);
            }
        }
        if (training.settings().onDivergence() == OnDivergence.ROLLBACK && now.updates() == 0) {
            // Something to go back to from the very first steps.
            save();
        }
    }

    private void restore(CheckpointFile.Content content, RunIdentity identity) {
        state.restore(content.arrays());
        now = content.checkpoint().as(identity);
        training.best().ifPresent(best -> best.restore(content.arrays(), now.epochs()));
    }

    /** After a step: writes if it is time to, and ends the training if that is wanted. */
    void stepDone(EpochSoFar soFar) {
        now = now.within(soFar, now.epochs().size() * steps + soFar.steps());
        if (training.settings().isStopWanted()) {
            save();
            throw stopped();
        }
        if (training.directory().isPresent() && pace.isDue()) {
            save();
        }
    }

    /** After an epoch: writes its models, and all that belongs to it. */
    void epochDone(List<EpochResult> results, Map<String, String> properties) {
        now = now.after(results, results.size() * steps);
        boolean ends = results.size() == training.recipe().epochs();
        if (training.directory().isEmpty()) {
            return;
        }
        if (training.savesModels()) {
            long started = pace.now();
            training.directory()
                    .get()
                    .saveEpoch(
                            training.block(),
                            task.classes(),
                            properties,
                            now,
                            arrays(),
                            training.settings().checkpoints().keep());
            pace.written(started);
        } else if (ends || pace.isDue()) {
            save();
        }
    }

    /** After the last epoch: what an earlier process wrote is still whole, or is written anew as far as it can be. */
    void trainingDone(Map<String, String> properties) {
        if (training.savesModels() && !now.epochs().isEmpty()) {
            training.directory()
                    .ifPresent(d -> d.complete(training.block(), task.classes(), properties, now, training::note));
        }
    }

    /** Before an epoch: ends the training if that is wanted. */
    void requireGoesOn() {
        if (training.settings().isStopWanted()) {
            // Where models are saved after an epoch, so is a checkpoint.
            if (!training.savesModels() || now.updates() == 0) {
                save();
            }
            throw stopped();
        }
    }

    /** Work that an interrupt ends, after the last step of an epoch: its steps are not lost, however long it takes. */
    <T> T finishing(Supplier<T> work) {
        // The first may take as long as the epoch did.
        long expected = finishingNanos == 0 ? now.soFar().nanos() : finishingNanos;
        if (training.directory().isPresent() && pace.isDueAfter(expected)) {
            save();
        }
        long started = pace.now();
        try {
            T result = work.get();
            finishingNanos = pace.now() - started;
            return result;
        } catch (CancellationException e) {
            save();
            throw stopped();
        }
    }

    /**
     * Goes back to the last checkpoint, at half the learning rate.
     *
     * @throws TrainingException if that is not wanted, or was done often enough
     */
    void rollBack(DivergedException diverged) {
        int times = now.rollbacks() + 1;
        if (training.settings().onDivergence() == OnDivergence.STOP) {
            throw diverged.ending();
        }
        if (times > MOST_ROLLBACKS) {
            throw new TrainingException(
                    diverged.getMessage() + "; the training went back " + MOST_ROLLBACKS
                            + " times already, to an eighth of the learning rate",
                    diverged);
        }
        try (NDManager scope = manager.newSubManager()) {
            CheckpointFile.Content last = training.directory()
                    .flatMap(d -> d.last(scope, training::note))
                    .orElseThrow(diverged::ending);
            restore(last, now.identity());
        }
        now = now.rolledBack(times);
        training.note(diverged.getMessage() + "; back to epoch " + (now.epochs().size() + 1) + ", step "
                + now.soFar().steps() + ", at " + now.rateFactor() + " times the learning rate");
    }

    private void save() {
        if (training.directory().isEmpty()) {
            return;
        }
        long started = pace.now();
        training.directory()
                .get()
                .save(
                        training.block(),
                        now,
                        arrays(),
                        training.settings().checkpoints().keep());
        pace.written(started);
    }

    private NDList arrays() {
        NDList arrays = state.arrays();
        training.best().ifPresent(best -> arrays.addAll(best.arrays()));
        return arrays;
    }

    private TrainingStoppedException stopped() {
        int done = now.soFar().steps();
        String where = now.updates() == 0
                ? "before its first step"
                : done == 0
                        ? "after epoch " + now.epochs().size()
                        : "in epoch " + (now.epochs().size() + 1) + ", after step " + done + " of " + steps;
        return new TrainingStoppedException(
                "The training stopped " + where
                        + training.directory()
                                .map(d -> "; it goes on from there when it is resumed from " + d.path())
                                .orElse("; without a directory, nothing was written"),
                training.directory().isPresent());
    }
}
