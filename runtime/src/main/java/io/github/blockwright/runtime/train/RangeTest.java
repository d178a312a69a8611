package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.BatchSource;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.EngineTurns;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.LearningRateRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * A learning-rate range test (Smith, arXiv:1506.01186): a training whose learning rate rises exponentially from step to
 * step, until the loss is four times its lowest or the steps are over. The block keeps the weights that it had.
 */
record RangeTest(double lowest, double highest, int steps) {
    private static final double DIVERGED = 4;

    static final RangeTest USUAL = new RangeTest(1e-5, 10, 150);

    LearningRateRange run(
            NetworkBlock<?, ?> block,
            Recipe recipe,
            boolean recomputes,
            LearningRateFactors factors,
            Task task,
            NDManager manager) {
        if (!block.isInitialized()) {
            EngineTurns.run(manager.getEngine(), Objects.hash(recipe.seed(), 0), () -> block.initialize(manager));
        }
        List<Double> rates = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        try (FlatParameters parameters = new FlatParameters(task.part(), factors, manager);
                TrainingState state = new TrainingState(parameters, recipe, manager)) {
            BackwardPass backward = BackwardPass.of(task.part(), parameters, recomputes);
            Epoch epoch =
                    new Epoch(task.part(), backward, recipe, task.loss(recipe), parameters, state, manager, List.of());
            BatchSource source = task.train();
            for (int number = 1; rates.size() < steps; number++) {
                try (BatchStream stream = source.open(number)) {
                    for (int step = 1; stream.hasNext() && rates.size() < steps; step++) {
                        if (Thread.currentThread().isInterrupted()) {
                            throw new CancellationException("Interrupted after " + rates.size() + " steps");
                        }
                        double rate = lowest * Math.pow(highest / lowest, (double) rates.size() / (steps - 1));
                        double loss = epoch.step(stream, source, step, rate, rates.size() + 1);
                        best = Math.min(best, loss);
                        if (!(loss <= DIVERGED * best)) {
                            return new LearningRateRange(rates, losses);
                        }
                        rates.add(rate);
                        losses.add(loss);
                    }
                }
            }
        }
        return new LearningRateRange(rates, losses);
    }
}
