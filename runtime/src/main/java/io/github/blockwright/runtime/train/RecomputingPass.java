package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.engine.EngineTurns;
import io.github.blockwright.runtime.engine.InPlace;
import io.github.blockwright.runtime.layers.Layer;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Forward keeping only what goes into each segment, and backward segment by segment, each run again for what its gradient
 * needs (Chen et al., arXiv:1604.06174). It comes to the same gradients; what draws random numbers is not run again but kept.
 */
final class RecomputingPass implements BackwardPass {
    private final List<Layer> segments;
    private final FlatParameters parameters;

    RecomputingPass(Layer part, FlatParameters parameters) {
        this.segments = Segments.of(part);
        this.parameters = parameters;
    }

    /**
     * A segment of which a gradient is wanted.
     *
     * @param input where the gradient ends, unless the segment is run again
     * @param output with what its gradient needs, or null if the segment is to be run again
     */
    private record Kept(NDArray input, NDArray output) {}

    @Override
    public Outcome run(
            GradientCollector collector,
            ParameterStore store,
            NDArray images,
            int seed,
            UnaryOperator<NDArray> loss,
            NDManager scope) {
        int first = first();
        Kept[] kept = new Kept[segments.size()];
        EngineTurns.run(scope.getEngine(), seed, () -> forward(store, images, first, kept, scope));
        NDArray logits = kept[kept.length - 1].output();
        NDArray objective = loss.apply(logits);
        try (NDArray statistics = parameters.statistics().duplicate()) {
            NDArray target = objective;
            for (int i = kept.length - 1; i >= first; i--) {
                collector.backward(target);
                if (i > first) {
                    NDArray gradient = kept[i].input().getGradient();
                    release(kept[i], i == kept.length - 1);
                    kept[i - 1] = again(i - 1, i - 1 > first, kept[i - 1], store, images, scope);
                    if (target != objective) {
                        target.close();
                    }
                    target = towards(kept[i - 1].output(), gradient);
                    gradient.close();
                }
            }
            // Batch normalisation has moved them twice where a segment was run twice.
            InPlace.copy(statistics, parameters.statistics());
        }
        return new Outcome(logits, objective);
    }

    /** The first segment that learns, before which no gradient is needed. */
    private int first() {
        int first = 0;
        while (!Segments.learns(segments.get(first))) {
            first++;
        }
        return first;
    }

    private void forward(ParameterStore store, NDArray images, int first, Kept[] kept, NDManager scope) {
        ParameterStore still = parameters.still(scope);
        NDArray x = images;
        for (int i = 0; i < kept.length; i++) {
            Layer segment = segments.get(i);
            NDArray y;
            if (i < first) {
                y = segment.forward(still, x, true);
                if (y != x) {
                    close(x, images);
                }
            } else if (i == kept.length - 1 || Segments.draws(segment)) {
                NDArray leaf = leaf(x, i > first, scope);
                close(x, images);
                NDArray output = segment.forward(store, leaf, true);
                kept[i] = new Kept(leaf, output);
                y = i == kept.length - 1 ? output : leaf(output, false, scope);
            } else {
                kept[i] = new Kept(x, null);
                y = segment.forward(still, x, true);
            }
            x = y;
        }
    }

    /** The segment with what its gradient needs. */
    private Kept again(int i, boolean toInput, Kept before, ParameterStore store, NDArray images, NDManager scope) {
        if (before.output() != null) {
            return before;
        }
        NDArray leaf = leaf(before.input(), toInput, scope);
        close(before.input(), images);
        return new Kept(leaf, segments.get(i).forward(store, leaf, true));
    }

    /** A scalar whose gradient by the output is this one. */
    private static NDArray towards(NDArray output, NDArray gradient) {
        try (NDArray product = output.mul(gradient)) {
            return product.sum();
        }
    }

    private static void release(Kept segment, boolean isLast) {
        if (segment.input() != segment.output()) {
            segment.input().close();
        }
        if (!isLast) {
            segment.output().close();
        }
    }

    /** The batch itself is its owner's. */
    private static void close(NDArray values, NDArray images) {
        if (values != images) {
            values.close();
        }
    }

    private static NDArray leaf(NDArray values, boolean toInput, NDManager scope) {
        NDArray leaf = values.stopGradient();
        leaf.attach(scope);
        leaf.setRequiresGradient(toInput);
        return leaf;
    }
}
