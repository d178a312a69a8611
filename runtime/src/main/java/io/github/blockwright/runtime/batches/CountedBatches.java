package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * The same batches, told as they are made.
 *
 * @param source of the batches
 * @param made hears how many examples each new batch has, on the thread that makes it
 */
public record CountedBatches(BatchSource source, LongConsumer made) implements BatchSource {
    @Override
    public EpochOrder order() {
        return source.order();
    }

    @Override
    public int prefetch() {
        return source.prefetch();
    }

    @Override
    public int workers() {
        return source.workers();
    }

    @Override
    public Shape shape(int examples) {
        return source.shape(examples);
    }

    @Override
    public Batch prepare(int epoch, int[] examples, NDArray memory, ImageLoop loop) throws IOException {
        Batch batch = source.prepare(epoch, examples, memory, loop);
        made.accept(examples.length);
        return batch;
    }

    @Override
    public int count() {
        return source.count();
    }
}
