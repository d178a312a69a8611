package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.engine.EngineTurns;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The epochs of a training, from the first or the checkpoint's next to the last.
 *
 * @param directory written to after every epoch, and within
 * @param savesModels whether it gets the models and the log too
 * @param resume whether to go on from the directory's checkpoint
 * @param best keeps the weights of the best epoch, where that is wanted
 */
record Epochs(
        NetworkBlock<?, ?> block,
        Recipe recipe,
        LearningRateFactors factors,
        Optional<RunDirectory> directory,
        boolean savesModels,
        boolean resume,
        RunSettings settings,
        Optional<BestEpoch> best,
        List<ProgressListener> listeners) {
    /** What a training came to, and how its weights were evaluated at the end, if there is something to evaluate on. */
    record Fit(TrainingHistory history, Optional<Evaluation> last) {}

    /**
     * Trains to the end.
     *
     * @param task made here, so that the listeners stop if it cannot be
     * @throws TrainingStoppedException if it was asked to stop
     */
    Fit fit(NDManager manager, Supplier<Task> task) {
        try {
            if (directory.isEmpty()) {
                requireNoDirectory();
            }
            Task checked = task.get();
            if (recipe.earlyStopping().isPresent() && checked.validation().isEmpty()) {
                throw new TrainingException(
                        "Early stopping watches the validation loss, but there is no validation data:"
                                + " hold some out, or leave early stopping out of the recipe");
            }
            directory.ifPresent(RunDirectory::create);
            if (!block.isInitialized()) {
                EngineTurns.run(manager.getEngine(), Objects.hash(recipe.seed(), 0), () -> block.initialize(manager));
            }
            return new EpochLoop(this, checked, manager).run();
        } finally {
            listeners.forEach(ProgressListener::stopped);
        }
    }

    private void requireNoDirectory() {
        if (resume) {
            throw new TrainingException("There is no directory to resume from: set one");
        }
        if (settings.onDivergence() == OnDivergence.ROLLBACK) {
            throw new TrainingException(
                    "A training that is to go back when it diverges needs checkpoints to go back to:"
                            + " set a directory");
        }
    }

    /** What makes this training on this data the one that it is. */
    RunIdentity identity(Task task) {
        String text = factors.isNone() ? recipe.toString() : recipe + " with learning rates times " + factors.byRow();
        return new RunIdentity(
                block.summary().fingerprint(),
                RunIdentity.rows(block.summary()),
                text,
                recipe.toJson(),
                task.checksum(),
                RunIdentity.ownVersion(),
                EngineThreads.count(),
                settings.recomputes());
    }

    void note(String line) {
        listeners.forEach(listener -> listener.noted(line));
    }

    /** The learning rate of an update of the whole training, without what going back has taken of it. */
    double rate(int update, int steps, List<Double> losses) {
        return recipe.schedule().at(update - 1, (long) recipe.epochs() * steps, losses);
    }

    /**
     * A resumed training may have more or fewer epochs than it was begun with. The rest of it then follows the schedule of a
     * training of the new length.
     */
    void checkEpochs(Checkpoint saved, int steps) {
        int done = saved.epochs().size();
        int planned = saved.identity().plannedEpochs().orElse(recipe.epochs());
        if (planned == recipe.epochs()) {
            return;
        }
        if (recipe.epochs() < done) {
            throw new TrainingException("The training has " + done + " epochs behind it already, which are more than "
                    + recipe.epochs() + ": resume with at least " + done + ", or train into another directory");
        }
        List<Double> losses = new TrainingHistory(saved.epochs()).losses();
        double before = recipe.schedule().at((long) done * steps - 1, (long) planned * steps, losses);
        String after = done == recipe.epochs()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", so the learning rate goes from %.6f on to %.6f",
                        before,
                        rate(done * steps + 1, steps, losses));
        note("resumed after epoch " + done + " with " + recipe.epochs() + " epochs instead of " + planned
                + ": from here on the schedule is that of " + recipe.epochs() + " epochs" + after);
    }
}
