package io.github.blockwright.runtime.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchSource;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Ranking;
import io.github.blockwright.runtime.batches.Targets;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.ProgressListener;
import java.time.Duration;
import java.util.List;

/** One pass over the training data: forward, backward, update for every batch. */
final class Epoch {
    private final Layer part;
    private final Recipe recipe;
    private final FlatParameters parameters;
    private final TrainingState state;
    private final NDManager manager;
    private final List<ProgressListener> listeners;
    private final SmoothedCrossEntropy crossEntropy;

    Epoch(
            Layer part,
            Recipe recipe,
            FlatParameters parameters,
            TrainingState state,
            NDManager manager,
            List<ProgressListener> listeners) {
        this.part = part;
        this.recipe = recipe;
        this.parameters = parameters;
        this.state = state;
        this.manager = manager;
        this.listeners = listeners;
        this.crossEntropy = new SmoothedCrossEntropy(recipe.labelSmoothing());
    }

    /** What the epoch came to: means over its images, the time it took, and how much of it went to waiting for data. */
    record Means(double loss, double accuracy, Duration time, Duration waited) {}

    /** The outcome of one step. */
    private record Outcome(double loss, int correct, int images) {}

    /** @throws TrainingException if the loss is no longer a number */
    Means run(BatchSource source, int number) {
        long started = System.nanoTime();
        double loss = 0;
        long correct = 0;
        long images = 0;
        int steps = source.count();
        try (BatchStream stream = source.open(number)) {
            for (int step = 1; stream.hasNext(); step++) {
                int update = (number - 1) * steps + step;
                Outcome outcome = step(stream, update, (long) recipe.epochs() * steps);
                if (!Double.isFinite(outcome.loss())) {
                    throw new TrainingException("The loss is " + outcome.loss() + " at epoch " + number + ", step "
                            + step + ": lower the learning rate, warm up longer or clip the gradient");
                }
                loss += outcome.loss() * outcome.images();
                correct += outcome.correct();
                images += outcome.images();
                double meanLoss = loss / images;
                double accuracy = (double) correct / images;
                int done = step;
                listeners.forEach(l -> l.stepDone(done, meanLoss, accuracy));
            }
            Duration time = Duration.ofNanos(System.nanoTime() - started);
            return new Means(loss / images, (double) correct / images, time, stream.waited());
        }
    }

    private Outcome step(BatchStream stream, int update, long updates) {
        Engine engine = manager.getEngine();
        try (NDManager scope = manager.newSubManager()) {
            Outcome outcome;
            try (GradientCollector collector = engine.newGradientCollector()) {
                Batch batch = stream.next(scope);
                Targets targets = batch.targets();
                NDArray logits = part.forward(parameters.step(scope), batch.images(), true);
                NDArray loss = crossEntropy.of(logits, targets, scope);
                collector.backward(loss);
                int correct = new Ranking(logits).correct(targets.labels(), 1);
                outcome = new Outcome(loss.getFloat(), correct, targets.size());
            }
            state.update(recipe.schedule().at(update - 1, updates), update);
            return outcome;
        }
    }
}
