package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;

/**
 * What gives a batch after the other, epoch by epoch: of images, see {@link Batches}, or of what a part of a network
 * made of them. Safe for several threads.
 */
public interface BatchSource {
    /** Which examples come when. */
    EpochOrder order();

    /** How many batches may be ready before they are wanted, at least 1. */
    int prefetch();

    /** Threads that share the images of a batch among them, at least 1. */
    int workers();

    /** What a batch of so many examples takes: float32, channels last. */
    Shape shape(int examples);

    /**
     * Makes one batch. It need not be whole if the thread is interrupted, for then nobody wants it.
     *
     * @param examples their indices
     * @param memory of {@link #shape}, which becomes the batch's own
     * @param loop threads to share the work with
     * @throws IOException if an example cannot be read; the message names it
     */
    Batch prepare(int epoch, int[] examples, NDArray memory, ImageLoop loop) throws IOException;

    /** The number of batches in an epoch. */
    default int count() {
        return order().count();
    }

    /** Starts to prepare the batches of an epoch. The stream must be closed. */
    default BatchStream open(int epoch) {
        return open(epoch, 0);
    }

    /**
     * The same from a batch on.
     *
     * @param first the number of the first batch that is wanted, from 0
     */
    default BatchStream open(int epoch, int first) {
        return new BatchStream(this, epoch, first);
    }
}
