package io.github.blockwright.runtime.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.recipe.ClassWeights;
import io.github.blockwright.runtime.recipe.EarlyStopping;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LabelFigures;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.weights.SavedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The epochs of a training, from the first or the checkpoint's next to the last.
 *
 * @param directory written to after every epoch
 * @param resume whether to go on from the directory's checkpoint
 */
record Epochs(
        NetworkBlock<?, ?> block,
        Recipe recipe,
        LearningRateFactors factors,
        Optional<RunDirectory> directory,
        boolean resume,
        List<ProgressListener> listeners) {
    /** What a training came to, and how its last epoch was evaluated, if it was in this process. */
    record Fit(TrainingHistory history, Optional<Evaluation> last) {}

    /**
     * Trains to the end.
     *
     * @param task made here, so that the listeners stop if it cannot be
     */
    Fit fit(NDManager manager, Supplier<Task> task) {
        try {
            if (resume && directory.isEmpty()) {
                throw new TrainingException("There is no directory to resume from: set one");
            }
            Task checked = task.get();
            if (recipe.earlyStopping().isPresent() && checked.validation().isEmpty()) {
                throw new TrainingException(
                        "Early stopping watches the validation loss, but there is no validation data:"
                                + " hold some out, or leave early stopping out of the recipe");
            }
            directory.ifPresent(RunDirectory::create);
            return run(manager, checked);
        } finally {
            listeners.forEach(ProgressListener::stopped);
        }
    }

    private Fit run(NDManager manager, Task task) {
        seed(manager.getEngine(), 0);
        if (!block.isInitialized()) {
            block.initialize(manager);
        }
        int steps = Epoch.steps(task.train(), recipe);
        try (FlatParameters parameters = new FlatParameters(task.part(), factors, manager);
                TrainingState state = new TrainingState(parameters, recipe, manager)) {
            Checkpoint start = start(task, state, manager);
            List<EpochResult> results = new ArrayList<>(start.epochs());
            settle(task, state, results.size(), manager);
            Loss loss = task.loss(recipe);
            saysWhatIsMinimised(loss);
            Epoch epoch = new Epoch(task.part(), recipe, loss, parameters, state, manager, listeners);
            Optional<Evaluation> evaluation = Optional.empty();
            for (int number = results.size() + 1; number <= recipe.epochs() && !ends(results); number++) {
                seed(manager.getEngine(), number);
                int done = number;
                listeners.forEach(l -> l.epochStarted(done, recipe.epochs(), steps));
                List<Double> losses = new TrainingHistory(results).losses();
                Epoch.Rates rates = update -> rate(update, steps, losses);
                Epoch.Means means = epoch.run(task.train(), number, rates);
                settle(task, state, number, manager);
                evaluation = evaluate(task, manager);
                results.add(result(number, means, steps, rates.at(number * steps), evaluation.orElse(null)));
                Checkpoint checkpoint = start.after(results, number * steps);
                Map<String, String> properties = properties(evaluation);
                directory.ifPresent(d -> d.save(block, task.classes(), properties, checkpoint, state.arrays()));
                listeners.forEach(l -> l.epochDone(results.get(results.size() - 1)));
                EngineMemory.giveBack();
            }
            return new Fit(new TrainingHistory(results), evaluation);
        }
    }

    /** Puts what is to be evaluated and saved after an epoch into the block. */
    private void settle(Task task, TrainingState state, int epoch, NDManager manager) {
        state.copyToBlock();
        if (recipe.preciseBatchNorm() > 0 && epoch > 0) {
            // Dropout draws here too, and must draw the same whether the epoch was trained just now or restored.
            seed(manager.getEngine(), -epoch);
            PreciseBatchNorm.recompute(task.part(), task.train(), epoch, recipe.preciseBatchNorm(), manager);
        }
    }

    private double rate(int update, int steps, List<Double> losses) {
        return recipe.schedule().at(update - 1, (long) recipe.epochs() * steps, losses);
    }

    private boolean ends(List<EpochResult> results) {
        TrainingHistory history = new TrainingHistory(results);
        Optional<EarlyStopping> rule = recipe.earlyStopping().filter(r -> r.ends(history.losses()));
        rule.ifPresent(r -> note("stopped after epoch " + results.size()
                + ": the validation loss has not fallen by more than " + r.minDelta() + " for " + r.patience()
                + " epochs; the best epoch was " + history.best().epoch()));
        return rule.isPresent();
    }

    private void saysWhatIsMinimised(Loss loss) {
        List<String> more = new ArrayList<>();
        if (recipe.labelSmoothing() > 0 && loss instanceof SmoothedCrossEntropy) {
            more.add("label smoothing of " + recipe.labelSmoothing());
        }
        if (!(recipe.classWeights() instanceof ClassWeights.None)) {
            more.add("class weights");
        }
        if (!more.isEmpty()) {
            note("loss and val_loss are plain cross-entropy; objective, which is minimised, has "
                    + String.join(" and ", more));
        }
    }

    private void note(String line) {
        listeners.forEach(listener -> listener.noted(line));
    }

    /** Every epoch draws dropout from a seed of its own, so a resumed training needs no generator's state. */
    private void seed(Engine engine, int epoch) {
        engine.setRandomSeed(Objects.hash(recipe.seed(), epoch));
    }

    private Checkpoint start(Task task, TrainingState state, NDManager manager) {
        String settings =
                factors.isNone() ? recipe.toString() : recipe + " with learning rates times " + factors.byRow();
        Checkpoint fresh =
                new Checkpoint(block.summary().fingerprint(), settings, recipe.toJson(), task.checksum(), List.of(), 0);
        try (NDManager scope = manager.newSubManager()) {
            Optional<Checkpoint.Content> saved = directory.flatMap(d -> d.resume(resume, fresh, scope));
            saved.ifPresent(content -> state.restore(content.arrays()));
            saved.ifPresent(content -> checkEpochs(content.checkpoint(), Epoch.steps(task.train(), recipe)));
            return saved.map(content -> fresh.after(
                            content.checkpoint().epochs(), content.checkpoint().updates()))
                    .orElse(fresh);
        }
    }

    /**
     * A resumed training may have more or fewer epochs than it was begun with. The rest of it then follows the schedule of a
     * training of the new length.
     */
    private void checkEpochs(Checkpoint saved, int steps) {
        int done = saved.epochs().size();
        int planned = saved.plannedEpochs().orElse(recipe.epochs());
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

    private Optional<Evaluation> evaluate(Task task, NDManager manager) {
        return task.validation()
                .map(source -> Evaluator.evaluate(task.part(), manager, source, task.classes(), task.answers(recipe)));
    }

    private EpochResult result(int number, Epoch.Means means, int steps, double learningRate, Evaluation evaluation) {
        return new EpochResult(
                number,
                means.loss(),
                means.accuracy(),
                evaluation == null ? Double.NaN : evaluation.loss(),
                evaluation == null ? Double.NaN : evaluation.accuracy(),
                learningRate,
                means.time().toNanos() / 1e9,
                means.time().toNanos() / 1e6 / steps,
                means.waited().toNanos() / 1e6 / steps,
                means.objective(),
                evaluation == null
                        ? Double.NaN
                        : evaluation
                                .labels()
                                .map(LabelFigures::meanAveragePrecision)
                                .orElse(Double.NaN));
    }

    /** What the saved models say beside their weights: from which probability on a label is given. */
    private static Map<String, String> properties(Optional<Evaluation> evaluation) {
        return evaluation
                .flatMap(Evaluation::labels)
                .map(labels -> Map.of(SavedModel.THRESHOLDS, labels.thresholds().toString()))
                .orElse(Map.of());
    }
}
