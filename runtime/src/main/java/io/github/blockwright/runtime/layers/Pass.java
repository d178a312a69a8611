package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import io.github.blockwright.dsl.Activation;

/**
 * One forward pass through layers in turn. It closes every array in between as soon as the next layer has read it: the
 * engine keeps what the gradient needs, and nothing else stays in memory until the batch ends.
 */
public final class Pass {
    private final ParameterStore store;
    private final boolean training;
    private final NDArray input;
    private NDArray x;

    private Pass(ParameterStore store, NDArray input, boolean training) {
        this.store = store;
        this.training = training;
        this.input = input;
        this.x = input;
    }

    /** Starts at an input, which stays open. */
    public static Pass of(ParameterStore store, NDArray input, boolean training) {
        return new Pass(store, input, training);
    }

    /** Runs the next layer. */
    public Pass through(Layer layer) {
        return to(layer.forward(store, x, training));
    }

    /** Applies an activation, to the values in place where that is cheaper. */
    public Pass through(Activation activation) {
        if (x == input) {
            return to(Activations.apply(activation, x));
        }
        x = Activations.applyInto(activation, x);
        return this;
    }

    /** The output, owned by the caller. */
    public NDArray output() {
        return x;
    }

    private Pass to(NDArray next) {
        if (next != x && x != input) {
            x.close();
        }
        x = next;
        return this;
    }
}
