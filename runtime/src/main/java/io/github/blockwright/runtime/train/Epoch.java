package io.github.blockwright.runtime.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchSource;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.EpochOrder;
import io.github.blockwright.runtime.batches.Ranking;
import io.github.blockwright.runtime.batches.Targets;
import io.github.blockwright.runtime.engine.EngineTurns;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.ProgressListener;
import java.util.List;
import java.util.Objects;

/** One pass over the training data: forward and backward for every batch, an update for as many as make a step. */
final class Epoch {
    private final Layer part;
    private final BackwardPass backward;
    private final Recipe recipe;
    private final Loss loss;
    private final FlatParameters parameters;
    private final TrainingState state;
    private final NDManager manager;
    private final List<ProgressListener> listeners;

    /** @param backward of this part */
    Epoch(
            Layer part,
            BackwardPass backward,
            Recipe recipe,
            Loss loss,
            FlatParameters parameters,
            TrainingState state,
            NDManager manager,
            List<ProgressListener> listeners) {
        this.part = part;
        this.backward = backward;
        this.recipe = recipe;
        this.loss = loss;
        this.parameters = parameters;
        this.state = state;
        this.manager = manager;
        this.listeners = listeners;
    }

    /** The learning rate of a step of the epoch. */
    @FunctionalInterface
    interface Rates {
        /** @param update from 1 */
        double at(int update);
    }

    /** Hears of every step that is done; what it throws ends the epoch there. */
    @FunctionalInterface
    interface Between {
        void stepDone(EpochSoFar soFar);
    }

    /** How many updates an epoch makes. */
    static int steps(BatchSource source, Recipe recipe) {
        return (source.count() + recipe.accumulation() - 1) / recipe.accumulation();
    }

    /**
     * Trains from where the epoch is to its end. A step that is begun is finished, whoever interrupts.
     *
     * @param from how far it is
     * @return what the epoch came to
     * @throws DivergedException if the loss, a gradient or a weight is no longer a number
     */
    EpochSoFar run(BatchSource source, int number, EpochSoFar from, Rates rates, Between between) {
        long started = System.nanoTime();
        int steps = steps(source, recipe);
        EpochSoFar soFar = from;
        int first = Math.min(from.steps() * recipe.accumulation(), source.count());
        try (BatchStream stream = source.open(number, first)) {
            while (stream.hasNext()) {
                int step = soFar.steps() + 1;
                int update = (number - 1) * steps + step;
                double rate = rates.at(update);
                EpochSoFar.Outcome outcome = step(stream, images(source, step), rate, update);
                if (!Double.isFinite(outcome.objective) || !state.isFinite()) {
                    throw new Divergence(part, recipe, source, parameters, manager)
                            .at(number, step, update, rate, outcome.meanObjective());
                }
                soFar = soFar.plus(outcome)
                        .at(
                                from.nanos() + System.nanoTime() - started,
                                from.waitedNanos() + stream.waited().toNanos());
                double meanLoss = soFar.meanLoss();
                double accuracy = soFar.accuracy();
                listeners.forEach(l -> l.stepDone(step, meanLoss, accuracy));
                between.stepDone(soFar);
            }
        }
        return soFar;
    }

    /** A step by itself: its mean loss, as it is minimised. */
    double step(BatchStream stream, BatchSource source, int step, double learningRate, int update) {
        return step(stream, images(source, step), learningRate, update).meanObjective();
    }

    /** How many images a step sees. */
    private int images(BatchSource source, int step) {
        EpochOrder order = source.order();
        int first = (step - 1) * recipe.accumulation();
        int end = Math.min(first + recipe.accumulation(), source.count());
        return Math.min(end * order.batchSize(), order.size()) - first * order.batchSize();
    }

    /** Each batch draws dropout from a seed of its own, so a resumed training needs no generator's state. */
    static int seed(Recipe recipe, int update, int piece) {
        return Objects.hash(recipe.seed(), update, piece);
    }

    /** A step: its gradient, and an update of the weights, unless the loss is no longer a number. */
    private EpochSoFar.Outcome step(BatchStream stream, int images, double learningRate, int update) {
        try (NDManager scope = manager.newSubManager()) {
            EpochSoFar.Outcome sums = EngineTurns.alone(() -> collect(stream, images, update, scope));
            // The weights of a step's images are known at once only if it is a single batch.
            if (recipe.accumulation() > 1 && loss.isWeighted() && sums.weight > 0) {
                parameters.scaleGradient(images / sums.weight);
                sums.objective *= images / sums.weight;
            }
            if (Double.isFinite(sums.objective)) {
                state.update(learningRate, update);
            }
            return sums;
        }
    }

    /** Collects the gradient of a step, piece by piece where several batches make it. */
    private EpochSoFar.Outcome collect(BatchStream stream, int images, int update, NDManager scope) {
        Engine engine = manager.getEngine();
        EpochSoFar.Outcome sums = new EpochSoFar.Outcome();
        try (GradientCollector collector = engine.newGradientCollector()) {
            ParameterStore store = parameters.step(scope);
            for (int piece = 0; piece < recipe.accumulation() && stream.hasNext(); piece++) {
                try (NDManager pieceScope = scope.newSubManager()) {
                    Batch batch = stream.nextUninterrupted(pieceScope);
                    Targets targets = batch.targets();
                    BackwardPass.Outcome outcome = backward.run(
                            collector,
                            store,
                            batch.images(),
                            seed(recipe, update, piece),
                            logits -> recipe.accumulation() > 1
                                    ? loss.of(logits, targets, images, pieceScope)
                                    : loss.of(logits, targets, pieceScope),
                            pieceScope);
                    Ranking scores = new Ranking(outcome.logits());
                    sums.weight += loss.weight(targets);
                    sums.objective += outcome.objective().getFloat() * (double) images;
                    sums.loss += loss.plain(scores, targets);
                    sums.correct += loss.right(scores, targets);
                    sums.images += targets.size();
                }
            }
        }
        return sums;
    }
}
