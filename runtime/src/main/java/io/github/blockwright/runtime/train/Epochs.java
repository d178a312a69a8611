package io.github.blockwright.runtime.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
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
        int steps = task.train().count();
        try (FlatParameters parameters = new FlatParameters(task.part(), factors, manager);
                TrainingState state = new TrainingState(parameters, recipe, manager)) {
            Checkpoint start = start(task, state, manager);
            List<EpochResult> results = new ArrayList<>(start.epochs());
            state.copyToBlock();
            Epoch epoch = new Epoch(task.part(), recipe, parameters, state, manager, listeners);
            Optional<Evaluation> evaluation = Optional.empty();
            for (int number = results.size() + 1; number <= recipe.epochs(); number++) {
                seed(manager.getEngine(), number);
                int done = number;
                listeners.forEach(l -> l.epochStarted(done, recipe.epochs(), steps));
                Epoch.Means means = epoch.run(task.train(), number);
                state.copyToBlock();
                evaluation = evaluate(task, manager);
                results.add(result(number, means, steps, evaluation.orElse(null)));
                Checkpoint checkpoint = start.after(results, number * steps);
                directory.ifPresent(d -> d.save(block, task.classes(), checkpoint, state.arrays()));
                listeners.forEach(l -> l.epochDone(results.get(results.size() - 1)));
                EngineMemory.giveBack();
            }
            return new Fit(new TrainingHistory(results), evaluation);
        }
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
            return saved.map(content -> fresh.after(
                            content.checkpoint().epochs(), content.checkpoint().updates()))
                    .orElse(fresh);
        }
    }

    private static Optional<Evaluation> evaluate(Task task, NDManager manager) {
        return task.validation().map(source -> Evaluator.evaluate(task.part(), manager, source, task.classes()));
    }

    private EpochResult result(int number, Epoch.Means means, int steps, Evaluation evaluation) {
        return new EpochResult(
                number,
                means.loss(),
                means.accuracy(),
                evaluation == null ? Double.NaN : evaluation.loss(),
                evaluation == null ? Double.NaN : evaluation.accuracy(),
                recipe.schedule().at((long) number * steps - 1, (long) recipe.epochs() * steps),
                means.time().toNanos() / 1e9,
                means.time().toNanos() / 1e6 / steps,
                means.waited().toNanos() / 1e6 / steps);
    }
}
