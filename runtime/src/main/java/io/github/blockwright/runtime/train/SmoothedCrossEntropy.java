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
        Arrays.fill(targets, (float) (smoothing / classes));
        for (int i = 0; i < labels.length; i++) {
            targets[i * classes + (int) labels[i]] += (float) (1 - smoothing);
        }
        NDArray expected = scope.create(targets, new Shape(labels.length, classes));
        try (NDArray logProbabilities = logits.logSoftmax(1);
                NDArray products = logProbabilities.mul(expected);
                NDArray sum = products.sum()) {
            return sum.div(-labels.length);
        }
    }
}
