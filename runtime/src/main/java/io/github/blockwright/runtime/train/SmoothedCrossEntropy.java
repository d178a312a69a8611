package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.batches.Targets;
import java.util.Arrays;

/** Softmax cross-entropy with label smoothing, PyTorch's {@code CrossEntropyLoss(label_smoothing)}. */
final class SmoothedCrossEntropy {
    private final double smoothing;

    SmoothedCrossEntropy(double smoothing) {
        this.smoothing = smoothing;
    }

    /**
     * The mean loss of a batch.
     *
     * @param logits (n, classes)
     * @param expected of n images; shares, where there are any, are smoothed as labels are
     * @param scope owns what is made on the way
     * @return a scalar
     */
    NDArray of(NDArray logits, Targets expected, NDManager scope) {
        int classes = Math.toIntExact(logits.getShape().get(1));
        int[] labels = expected.labels();
        float[] targets = new float[labels.length * classes];
        // The mean and the sign are in the targets: a division by a number would leave the gradient in Java's hands.
        double share = -1.0 / labels.length;
        Arrays.fill(targets, (float) (share * smoothing / classes));
        if (expected.shares().isPresent()) {
            float[] shares = expected.shares().get();
            for (int i = 0; i < targets.length; i++) {
                targets[i] += (float) (share * (1 - smoothing) * shares[i]);
            }
        } else {
            for (int i = 0; i < labels.length; i++) {
                targets[i * classes + labels[i]] += (float) (share * (1 - smoothing));
            }
        }
        NDArray weights = scope.create(targets, new Shape(labels.length, classes));
        try (NDArray logProbabilities = logits.logSoftmax(1);
                NDArray products = logProbabilities.mul(weights)) {
            return products.sum();
        }
    }
}
