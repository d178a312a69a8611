package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

/** Some of the channels: (N, C, H, W) → (N, end - start, H, W). */
public final class ChannelSlice extends Layer {
    private final int start;
    private final int end;
    private final NDIndex channels;

    /**
     * A layer without weights.
     *
     * @param start the first channel, from 0
     * @param end behind the last channel
     */
    public ChannelSlice(int start, int end) {
        this.start = start;
        this.end = end;
        this.channels = new NDIndex(":, {}:{}", start, end);
    }

    /** {@return the first channel, from 0} */
    public int start() {
        return start;
    }

    /** {@return what follows the last channel} */
    public int end() {
        return end;
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        return x.get(channels);
    }

    @Override
    public Shape outputShape(Shape input) {
        return new Shape(input.get(0), (long) end - start, input.get(2), input.get(3));
    }
}
