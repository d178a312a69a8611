package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;

/**
 * Some images of a data set as the network wants them, or what its first rows made of them. Closing the batch closes its
 * arrays.
 *
 * @param images normalised, float32, shape (batch, channels, height, width), channels last in memory; or features, (batch,
 *     features)
 * @param labels int64, shape (batch)
 */
public record Batch(NDArray images, NDArray labels) implements AutoCloseable {
    /** The number of images. */
    public int size() {
        return Math.toIntExact(labels.size());
    }

    @Override
    public void close() {
        images.close();
        labels.close();
    }
}
