package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.batches.Ranking;
import io.github.blockwright.runtime.batches.Targets;

/**
 * The mean over images and labels of the cross-entropy of each label's own yes or no, PyTorch's {@code
 * BCEWithLogitsLoss(pos_weight)}.
 */
final class BinaryCrossEntropy implements Loss {
    private final double[] positiveWeights;

    /** @param positiveWeights one for each label, or none where all count the same */
    BinaryCrossEntropy(double[] positiveWeights) {
        this.positiveWeights = positiveWeights;
    }

    /** No: its mean is over all images, whatever their labels weigh. */
    @Override
    public boolean isWeighted() {
        return false;
    }

    @Override
    public double weight(Targets targets) {
        return targets.size();
    }

    @Override
    public NDArray of(NDArray logits, Targets expected, double divisor, NDManager scope) {
        int classes = expected.classes();
        float[] shares = expected.shares().orElseThrow();
        double mean = -1.0 / (divisor * classes);
        float[] factors = new float[2 * shares.length];
        for (int i = 0; i < shares.length; i++) {
            double weight = positiveWeights.length == 0 ? 1 : positiveWeights[i % classes];
            factors[2 * i] = (float) (mean * weight * shares[i]);
            factors[2 * i + 1] = (float) (mean * (1 - shares[i]));
        }
        // A sigmoid is a softmax over the logit and 0, whose logarithm the engine computes without overflow.
        NDArray column = logits.reshape(shares.length, 1);
        NDArray zeros = scope.zeros(new Shape(shares.length, 1));
        NDArray yesAndNo = NDArrays.concat(new NDList(column, zeros), 1);
        try (NDArray logProbabilities = yesAndNo.logSoftmax(1);
                NDArray products = logProbabilities.mul(scope.create(factors, new Shape(shares.length, 2)))) {
            return products.sum();
        }
    }

    @Override
    public double plain(Ranking scores, Targets expected) {
        return scores.binaryCrossEntropy(expected);
    }

    @Override
    public int right(Ranking scores, Targets expected) {
        return scores.allRight(expected);
    }
}
