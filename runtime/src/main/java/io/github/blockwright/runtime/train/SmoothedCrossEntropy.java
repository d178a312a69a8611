package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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
     * @param labels n of them
     * @param scope owns what is made on the way
     * @return a scalar
     */
    NDArray of(NDArray logits, long[] labels, NDManager scope) {
        int classes = Math.toIntExact(logits.getShape().get(1));
        float[] targets = new float[labels.length * classes];
        // The mean and the sign are in the targets: a division by a number would leave the gradient in Java's hands.
        double share = -1.0 / labels.length;
        Arrays.fill(targets, (float) (share * smoothing / classes));
        for (int i = 0; i < labels.length; i++) {
            targets[i * classes + (int) labels[i]] += (float) (share * (1 - smoothing));
        }
        NDArray expected = scope.create(targets, new Shape(labels.length, classes));
        try (NDArray logProbabilities = logits.logSoftmax(1);
                NDArray products = logProbabilities.mul(expected)) {
            return products.sum();
        }
    }
}
