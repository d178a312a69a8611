package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.batches.Ranking;
import io.github.blockwright.runtime.batches.Targets;
import java.util.Arrays;

/** Softmax cross-entropy, PyTorch's {@code CrossEntropyLoss(weight, label_smoothing)}. */
final class SmoothedCrossEntropy implements Loss {
    private final double smoothing;
    private final double[] weights;

    SmoothedCrossEntropy(double smoothing) {
        this(smoothing, new double[0]);
    }

    /** @param weights one for each class, or none where all classes count the same */
    SmoothedCrossEntropy(double smoothing, double[] weights) {
        this.smoothing = smoothing;
        this.weights = weights;
    }

    @Override
    public boolean isWeighted() {
        return weights.length > 0;
    }

    /** The sum of the weights of the images' classes; of mixed images, as in PyTorch, their number. */
    @Override
    public double weight(Targets targets) {
        if (!isWeighted() || targets.shares().isPresent()) {
            return targets.size();
        }
        return Arrays.stream(targets.labels())
                .mapToDouble(label -> weights[label])
                .sum();
    }

    @Override
    public NDArray of(NDArray logits, Targets expected, double divisor, NDManager scope) {
        int classes = Math.toIntExact(logits.getShape().get(1));
        int[] labels = expected.labels();
        float[] targets = new float[labels.length * classes];
        // The mean and the sign are in the targets: a division by a number would leave the gradient in Java's hands.
        double share = -1.0 / divisor;
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
        for (int i = 0; isWeighted() && i < targets.length; i++) {
            targets[i] *= (float) weights[i % classes];
        }
        NDArray factors = scope.create(targets, new Shape(labels.length, classes));
        try (NDArray logProbabilities = logits.logSoftmax(1);
                NDArray products = logProbabilities.mul(factors)) {
            return products.sum();
        }
    }

    @Override
    public double plain(Ranking scores, Targets expected) {
        return scores.crossEntropy(expected);
    }

    @Override
    public int right(Ranking scores, Targets expected) {
        return scores.correct(expected.labels(), 1);
    }
}
