package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.engine.EngineTurns;
import io.github.blockwright.runtime.recipe.ClassWeights;
import io.github.blockwright.runtime.recipe.EarlyStopping;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LabelFigures;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.weights.SavedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One run of {@link Epochs} over its data. */
final class EpochLoop {
    private final Epochs training;
    private final Recipe recipe;
    private final Task task;
    private final NDManager manager;
    private final int steps;

    EpochLoop(Epochs training, Task task, NDManager manager) {
        this.training = training;
        this.recipe = training.recipe();
        this.task = task;
        this.manager = manager;
        this.steps = Epoch.steps(task.train(), recipe);
    }

    Epochs.Fit run() {
        try (FlatParameters parameters = new FlatParameters(task.part(), training.factors(), manager);
                TrainingState state = new TrainingState(parameters, recipe, manager)) {
            Keeping keeping = new Keeping(training, task, state, manager);
            keeping.start(training.identity(task));
            settle(state, keeping.now().epochs().size());
            Loss loss = task.loss(recipe);
            saysWhatIsMinimised(loss);
            BackwardPass backward =
                    BackwardPass.of(task.part(), parameters, training.settings().recomputes());
            Epoch epoch =
                    new Epoch(task.part(), backward, recipe, loss, parameters, state, manager, training.listeners());
            while (true) {
                try {
                    return epochs(epoch, keeping, state);
                } catch (DivergedException e) {
                    keeping.rollBack(e);
                }
            }
        }
    }

    private Epochs.Fit epochs(Epoch epoch, Keeping keeping, TrainingState state) {
        List<EpochResult> results = new ArrayList<>(keeping.now().epochs());
        Optional<Evaluation> evaluation = Optional.empty();
        double factor = keeping.now().rateFactor();
        for (int number = results.size() + 1; number <= recipe.epochs() && !ends(results); number++) {
            keeping.requireGoesOn();
            int done = number;
            training.listeners().forEach(l -> l.epochStarted(done, recipe.epochs(), steps));
            List<Double> losses = new TrainingHistory(results).losses();
            Epoch.Rates rates = update -> factor * training.rate(update, steps, losses);
            EpochSoFar whole = epoch.run(task.train(), number, keeping.now().soFar(), rates, keeping::stepDone);
            evaluation = keeping.finishing(() -> {
                settle(state, done);
                return evaluate();
            });
            EpochResult result = result(number, whole, rates.at(number * steps), evaluation.orElse(null));
            results.add(result);
            training.best().ifPresent(best -> best.epochDone(result));
            keeping.epochDone(results, properties(evaluation));
            training.listeners().forEach(l -> l.epochDone(result));
            EngineMemory.giveBack();
        }
        if (evaluation.isEmpty()) {
            // A training that had ended before has nothing left to evaluate but its weights.
            evaluation = keeping.finishing(this::evaluate);
        }
        keeping.trainingDone(properties(evaluation));
        return new Epochs.Fit(new TrainingHistory(results), evaluation);
    }

    /** Puts what is to be evaluated and saved after an epoch into the block. */
    private void settle(TrainingState state, int epoch) {
        state.copyToBlock();
        if (recipe.preciseBatchNorm() > 0 && epoch > 0) {
            // Dropout draws here too, and must draw the same whether the epoch was trained just now or restored.
            EngineTurns.run(
                    manager.getEngine(),
                    Objects.hash(recipe.seed(), -epoch),
                    () -> PreciseBatchNorm.recompute(
                            task.part(), task.train(), epoch, recipe.preciseBatchNorm(), manager));
        }
    }

    private boolean ends(List<EpochResult> results) {
        TrainingHistory history = new TrainingHistory(results);
        Optional<EarlyStopping> rule = recipe.earlyStopping().filter(r -> r.ends(history.losses()));
        rule.ifPresent(r -> training.note("stopped after epoch " + results.size()
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
            training.note("loss and val_loss are plain cross-entropy; objective, which is minimised, has "
                    + String.join(" and ", more));
        }
    }

    private Optional<Evaluation> evaluate() {
        return task.validation()
                .map(source -> Evaluator.evaluate(task.part(), manager, source, task.classes(), task.answers(recipe)));
    }

    private EpochResult result(int number, EpochSoFar whole, double learningRate, Evaluation evaluation) {
        return new EpochResult(
                number,
                whole.meanLoss(),
                whole.accuracy(),
                evaluation == null ? Double.NaN : evaluation.loss(),
                evaluation == null ? Double.NaN : evaluation.accuracy(),
                learningRate,
                whole.nanos() / 1e9,
                whole.nanos() / 1e6 / steps,
                whole.waitedNanos() / 1e6 / steps,
                whole.meanObjective(),
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
