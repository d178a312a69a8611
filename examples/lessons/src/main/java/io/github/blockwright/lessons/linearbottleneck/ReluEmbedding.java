package io.github.blockwright.lessons.linearbottleneck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.random.RandomGenerator;

/**
 * The experiment of the paper's Figure 1: the plane into n channels by a random matrix T, through ReLU, and back by T's
 * pseudo-inverse.
 *
 * @param matrix T, (2, n), float64
 */
record ReluEmbedding(NDArray matrix) {
    /** Normally distributed entries from a generator, so that the same generator gives the same matrix. */
    static ReluEmbedding random(NDManager manager, int channels, RandomGenerator random) {
        double[] entries = new double[2 * channels];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = random.nextGaussian();
        }
        return new ReluEmbedding(manager.create(entries, new Shape(2, channels)));
    }

    /**
     * What the ReLU lets through.
     *
     * @param points (N, 2)
     * @return (N, n)
     */
    NDArray embed(NDArray points) {
        return points.matMul(matrix).maximum(0);
    }

    /**
     * Back to the plane by the pseudo-inverse of a matrix of two independent rows, Tᵀ (T Tᵀ)⁻¹.
     *
     * @param channels (N, n)
     * @return (N, 2)
     */
    NDArray project(NDArray channels) {
        NDArray transposed = matrix.transpose();
        return channels.matMul(transposed.matMul(matrix.matMul(transposed).inverse()));
    }
}
