package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

/** Dropout with rescaling: in inference, or frozen, the input passes as it is. The shape stays. */
public final class Dropout extends Layer {
    private final float rate;

    /**
     * A layer of this rate.
     *
     * @param rate the probability of being dropped
     * @throws IllegalArgumentException unless the rate is at least 0 and below 1
     */
    public Dropout(float rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("The rate of dropout must be at least 0 and below 1, not " + rate);
        }
        this.rate = rate;
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        if (!training || isFrozen()) {
            return x;
        }
        return ai.djl.nn.norm.Dropout.dropout(x, rate, true).singletonOrThrow();
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }
}
