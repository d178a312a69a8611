package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;

/**
 * Some images of a data set as the network wants them, or what its first rows made of them. Closing the batch closes its
 * array.
 *
 * @param images normalised, float32, shape (batch, channels, height, width), channels last in memory; or features, (batch,
 *     features)
 * @param targets what the network should say of them
 * @param examples which images of the data set they are
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record Batch(NDArray images, Targets targets, int[] examples) implements AutoCloseable {
    /** The number of images; none if all that it should have had were left out. */
    public int size() {
        return targets.size();
    }

    @Override
    public void close() {
        images.close();
    }
}
