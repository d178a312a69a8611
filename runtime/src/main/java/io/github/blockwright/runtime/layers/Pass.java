package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import io.github.blockwright.dsl.Activation;
import java.util.List;

/**
 * One forward pass through layers in turn. It closes every array in between as soon as the next layer has read it: the
 * engine keeps what the gradient needs, and nothing else stays in memory until the batch ends.
 */
public final class Pass {
    private final ParameterStore store;
    private final boolean training;
    private final boolean dropping;
    private final NDArray input;
    private NDArray x;
    // Whether x may be overwritten. The input never is: its owner keeps it.
    private boolean spare;

    private Pass(ParameterStore store, NDArray input, boolean training, boolean dropping) {
        this.store = store;
        this.training = training;
        this.dropping = dropping;
        this.input = input;
        this.x = input;
    }

    /**
     * Starts at an input, which stays open.
     *
     * @param store holds the parameters' values
     * @param input a batch, which stays open
     * @param training whether batch normalisation uses the batch and dropout drops
     * @return the pass, to be led through layers
     */
    public static Pass of(ParameterStore store, NDArray input, boolean training) {
        return of(store, input, training, training);
    }

    /**
     * Starts at an input, which stays open.
     *
     * @param dropping whether branches may be left out
     */
    static Pass of(ParameterStore store, NDArray input, boolean training, boolean dropping) {
        return new Pass(store, input, training, dropping);
    }

    /**
     * Runs the next layer.
     *
     * @param layer of the row
     * @return this
     */
    public Pass through(Layer layer) {
        NDArray next = layer.forward(store, x, training);
        return next == x ? this : to(next, layer.isOutputSpare());
    }

    /**
     * Applies an activation, to the values in place where that is allowed and cheaper.
     *
     * @param activation of the table language
     * @return this
     */
    public Pass through(Activation activation) {
        if (activation == Activation.LINEAR) {
            return this;
        }
        if (!spare) {
            return to(Activations.apply(activation, x), false);
        }
        x = Activations.applyInto(activation, x);
        spare = false;
        return this;
    }

    /** Takes the next steps of a composite layer. */
    Pass through(List<Step> steps) {
        Next next = new Next();
        steps.forEach(step -> step.accept(next));
        return this;
    }

    /** {@return the output, owned by the caller} */
    public NDArray output() {
        return x;
    }

    private Pass to(NDArray next, boolean isSpare) {
        close();
        x = next;
        spare = isSpare;
        return this;
    }

    /** A pass of its own from here, which leaves this one's array open. */
    private Pass branch(List<Step> steps) {
        return of(store, x, training, dropping).through(steps);
    }

    private void close() {
        if (x != input) {
            x.close();
        }
    }

    /** Adds a shortcut, which stays open. */
    private Pass plus(NDArray shortcut) {
        if (!spare) {
            return to(x.add(shortcut), true);
        }
        x = x.addi(shortcut);
        return this;
    }

    private Pass dropped(float rate) {
        return dropping && rate > 0 ? to(DropPath.apply(x, rate), true) : this;
    }

    /** Takes one step further. */
    private final class Next implements Step.Visitor<Pass> {
        @Override
        public Pass visit(Step.Child child) {
            return through(child.layer());
        }

        @Override
        public Pass visit(Step.Activate step) {
            return through(step.activation());
        }

        @Override
        public Pass visit(Step.Sum sum) {
            Pass branch = branch(sum.branch()).dropped(sum.dropPath());
            Pass shortcut = branch(sum.shortcut());
            NDArray total = branch.plus(shortcut.output()).output();
            shortcut.close();
            return to(total, true);
        }

        @Override
        public Pass visit(Step.Product product) {
            Pass factors = branch(product.branch());
            NDArray scaled = x.mul(factors.output());
            factors.close();
            return to(scaled, true);
        }

        @Override
        public Pass visit(Step.Join join) {
            Pass first = branch(join.first());
            Pass second = branch(join.second());
            NDArray joined = first.output().concat(second.output(), 1);
            first.close();
            second.close();
            return to(joined, true);
        }
    }
}
