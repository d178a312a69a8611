package io.github.blockwright.runtime.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchSource;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.EpochOrder;
import io.github.blockwright.runtime.batches.Ranking;
import io.github.blockwright.runtime.batches.Targets;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.ProgressListener;
import java.time.Duration;
import java.util.List;

/** One pass over the training data: forward and backward for every batch, an update for as many as make a step. */
final class Epoch {
    private final Layer part;
    private final Recipe recipe;
    private final Loss loss;
    private final FlatParameters parameters;
    private final TrainingState state;
    private final NDManager manager;
    private final List<ProgressListener> listeners;

    Epoch(
            Layer part,
            Recipe recipe,
            Loss loss,
            FlatParameters parameters,
            TrainingState state,
            NDManager manager,
            List<ProgressListener> listeners) {
        this.part = part;
        this.recipe = recipe;
        this.loss = loss;
        this.parameters = parameters;
        this.state = state;
        this.manager = manager;
        this.listeners = listeners;
    }

    /**
     * What the epoch came to: means over its images, the time it took, and how much of it went to waiting for data.
     *
     * @param loss as the validation counts it
     * @param objective what was minimised
     */
    record Means(double loss, double objective, double accuracy, Duration time, Duration waited) {}

    /** The learning rate of a step of the epoch. */
    @FunctionalInterface
    interface Rates {
        /** @param update from 1 */
        double at(int update);
    }

    /** Sums over images. */
    private static final class Sums {
        private double loss;
        private double objective;
        private long correct;
        private long images;

        void add(Sums other) {
            loss += other.loss;
            objective += other.objective;
            correct += other.correct;
            images += other.images;
        }
    }

    /** How many updates an epoch makes. */
    static int steps(BatchSource source, Recipe recipe) {
        return (source.count() + recipe.accumulation() - 1) / recipe.accumulation();
    }

    /** @throws TrainingException if the loss is no longer a number */
    Means run(BatchSource source, int number, Rates rates) {
        long started = System.nanoTime();
        Sums sums = new Sums();
        int steps = steps(source, recipe);
        try (BatchStream stream = source.open(number)) {
            for (int step = 1; stream.hasNext(); step++) {
                int update = (number - 1) * steps + step;
                Sums outcome = step(stream, images(source, step), rates.at(update), update);
                if (!Double.isFinite(outcome.objective)) {
                    throw new TrainingException("The loss is " + outcome.objective / outcome.images + " at epoch "
                            + number + ", step " + step
                            + ": lower the learning rate, warm up longer or clip the gradient");
                }
                sums.add(outcome);
                double meanLoss = sums.loss / sums.images;
                double accuracy = (double) sums.correct / sums.images;
                int done = step;
                listeners.forEach(l -> l.stepDone(done, meanLoss, accuracy));
            }
            Duration time = Duration.ofNanos(System.nanoTime() - started);
            return new Means(
                    sums.loss / sums.images,
                    sums.objective / sums.images,
                    (double) sums.correct / sums.images,
                    time,
                    stream.waited());
        }
    }

    /** A step by itself: its mean loss, as it is minimised. */
    double step(BatchStream stream, BatchSource source, int step, double learningRate, int update) {
        Sums outcome = step(stream, images(source, step), learningRate, update);
        return outcome.objective / outcome.images;
    }

    /** How many images a step sees. */
    private int images(BatchSource source, int step) {
        EpochOrder order = source.order();
        int first = (step - 1) * recipe.accumulation();
        int end = Math.min(first + recipe.accumulation(), source.count());
        return Math.min(end * order.batchSize(), order.size()) - first * order.batchSize();
    }

    /** Collects the gradient of a step, piece by piece where several batches make it, and updates the weights. */
    private Sums step(BatchStream stream, int images, double learningRate, int update) {
        Engine engine = manager.getEngine();
        Sums sums = new Sums();
        // The weights of a step's images are known at once only if it is a single batch.
        boolean dividedLater = recipe.accumulation() > 1 && loss.isWeighted();
        double weight = 0;
        try (NDManager scope = manager.newSubManager()) {
            try (GradientCollector collector = engine.newGradientCollector()) {
                ParameterStore store = parameters.step(scope);
                for (int piece = 0; piece < recipe.accumulation() && stream.hasNext(); piece++) {
                    try (NDManager pieceScope = scope.newSubManager()) {
                        Batch batch = stream.next(pieceScope);
                        Targets targets = batch.targets();
                        NDArray logits = part.forward(store, batch.images(), true);
                        NDArray mean = recipe.accumulation() > 1
                                ? loss.of(logits, targets, images, pieceScope)
                                : loss.of(logits, targets, pieceScope);
                        collector.backward(mean);
                        Ranking scores = new Ranking(logits);
                        weight += loss.weight(targets);
                        sums.objective += mean.getFloat() * (double) images;
                        sums.loss += loss.plain(scores, targets);
                        sums.correct += loss.right(scores, targets);
                        sums.images += targets.size();
                    }
                }
            }
            if (dividedLater && weight > 0) {
                parameters.scaleGradient(images / weight);
                sums.objective *= images / weight;
            }
            state.update(learningRate, update);
        }
        return sums;
    }
}
