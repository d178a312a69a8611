package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;

/**
 * The batches of a source in an order in which every class comes as often as any other.
 *
 * @param source shuffled, to train on
 * @param order of its examples
 */
public record BalancedBatches(BatchSource source, EpochOrder order) implements BatchSource {
    /**
     * From a source's own order.
     *
     * @param labels the class of each of its examples
     */
    public static BalancedBatches of(BatchSource source, int[] labels, int classes) {
        return new BalancedBatches(source, source.order().balanced(labels, classes));
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
        return source.prepare(epoch, examples, memory, loop);
    }
}
