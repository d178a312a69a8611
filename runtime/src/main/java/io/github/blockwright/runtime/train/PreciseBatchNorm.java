package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchSource;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.engine.InPlace;
import io.github.blockwright.runtime.layers.BatchNormalization;
import io.github.blockwright.runtime.layers.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * Batch normalisation's statistics of the training images under the weights as they are (Wu and Johnson,
 * arXiv:2105.07576, section 3), where the running averages are of weights that were still others: the mean of the batches'
 * means, and the mean of their variances plus the variance of their means.
 *
 * <p>Frozen layers, and those within a block of the user's own, keep what they have.
 */
final class PreciseBatchNorm {
    private final List<Statistics> layers = new ArrayList<>();
    private final NDManager manager;
    private double images;

    private PreciseBatchNorm(Layer part, NDManager manager) {
        this.manager = manager;
        collect(part);
    }

    private void collect(Block block) {
        if (block instanceof BatchNormalization layer) {
            if (!layer.isFrozen()) {
                layers.add(new Statistics(layer));
            }
            return;
        }
        for (Pair<String, Block> child : block.getChildren()) {
            collect(child.getValue());
        }
    }

    /**
     * Computes the statistics anew and writes them into the layers.
     *
     * @param part initialised
     * @param source of training batches, as the epoch saw them
     * @param epoch whose batches
     * @param wanted at least so many images, or all
     */
    static void recompute(Layer part, BatchSource source, int epoch, int wanted, NDManager manager) {
        PreciseBatchNorm all = new PreciseBatchNorm(part, manager);
        if (all.layers.isEmpty()) {
            return;
        }
        try (BatchStream stream = source.open(epoch)) {
            while (stream.hasNext() && all.images < wanted) {
                try (NDManager scope = manager.newSubManager()) {
                    Batch batch = stream.next(scope);
                    all.layers.forEach(Statistics::clear);
                    part.forward(new Inference(scope), batch.images(), true);
                    all.layers.forEach(layer -> layer.add(batch.size()));
                    all.images += batch.size();
                }
            }
        }
        all.layers.forEach(layer -> layer.write(all.images, all.manager));
    }

    /** The statistics of one layer, summed over batches. */
    private static final class Statistics {
        private final NDArray mean;
        private final NDArray variance;
        private final double momentum;
        private final double[] meanSum;
        private final double[] squareSum;
        private final double[] varianceSum;

        Statistics(BatchNormalization layer) {
            mean = array(layer, "runningMean");
            variance = array(layer, "runningVar");
            momentum = layer.conventions().batchNormMomentum();
            int channels = Math.toIntExact(mean.size());
            meanSum = new double[channels];
            squareSum = new double[channels];
            varianceSum = new double[channels];
        }

        private static NDArray array(BatchNormalization layer, String name) {
            Parameter parameter = layer.getDirectParameters().get(name);
            return parameter.getArray();
        }

        /** From 0, one batch moves an average to its own value times the momentum. */
        void clear() {
            mean.muli(0);
            variance.muli(0);
        }

        void add(int size) {
            float[] means = mean.toFloatArray();
            float[] variances = variance.toFloatArray();
            for (int c = 0; c < means.length; c++) {
                double own = means[c] / momentum;
                meanSum[c] += size * own;
                squareSum[c] += size * own * own;
                varianceSum[c] += size * variances[c] / momentum;
            }
        }

        void write(double images, NDManager manager) {
            float[] means = new float[meanSum.length];
            float[] variances = new float[meanSum.length];
            for (int c = 0; c < means.length; c++) {
                double average = meanSum[c] / images;
                means[c] = (float) average;
                variances[c] =
                        (float) (varianceSum[c] / images + Math.max(0, squareSum[c] / images - average * average));
            }
            try (NDArray newMean = manager.create(means);
                    NDArray newVariance = manager.create(variances)) {
                InPlace.copy(newMean, mean);
                InPlace.copy(newVariance, variance);
            }
        }
    }
}
