package io.github.blockwright.benchmarks.roofline;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.github.blockwright.benchmarks.Medians;
import io.github.blockwright.runtime.layers.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a row takes by itself, in a training step.
 *
 * @param forward seconds
 * @param backward seconds, to its weights and, unless it is the first row, to its input
 */
record RowTimes(double forward, double backward) {
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 11;

    /** Of an initialised row for a batch of this shape. */
    static RowTimes measure(Layer row, Shape batch, boolean isFirst, NDManager manager) {
        List<Double> forward = new ArrayList<>();
        List<Double> backward = new ArrayList<>();
        try (NDManager owner = manager.newSubManager()) {
            NDArray images = channelsLast(batch, owner);
            NDArray direction = channelsLast(row.outputShape(batch), owner);
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                double[] own = pass(row, images, direction, isFirst, owner);
                double[] around = pass(null, direction, direction, false, owner);
                if (round >= WARM_UP) {
                    forward.add(own[0]);
                    backward.add(own[1] - around[1]);
                }
            }
        }
        return new RowTimes(Medians.of(forward), Math.max(0, Medians.of(backward)));
    }

    private static NDArray channelsLast(Shape shape, NDManager owner) {
        if (shape.dimension() != 4) {
            return owner.randomNormal(shape);
        }
        Shape last = new Shape(shape.get(0), shape.get(2), shape.get(3), shape.get(1));
        return owner.randomNormal(last).transpose(0, 3, 1, 2);
    }

    /** Seconds of the forward and of the backward pass of the row, or of what is needed to ask for a gradient. */
    private static double[] pass(Layer row, NDArray images, NDArray direction, boolean isFirst, NDManager owner) {
        try (NDManager scope = owner.newSubManager();
                var collector = owner.getEngine().newGradientCollector()) {
            NDArray x = leaf(images, scope, !isFirst);
            ParameterStore store = new Leaves(row, scope);
            long start = System.nanoTime();
            NDArray y = row == null ? x : row.forward(store, x, true);
            long made = System.nanoTime();
            NDArray sum = y.mul(direction).sum();
            sum.getFloat();
            long asked = System.nanoTime();
            collector.backward(sum);
            return new double[] {(made - start) / 1e9, (System.nanoTime() - asked) / 1e9};
        }
    }

    private static NDArray leaf(NDArray values, NDManager scope, boolean learns) {
        NDArray leaf = values.stopGradient();
        leaf.attach(scope);
        leaf.setRequiresGradient(learns);
        return leaf;
    }

    /** New leaves for each pass, whose gradients start from nothing. */
    private static final class Leaves extends ParameterStore {
        private final Map<String, NDArray> byId = new HashMap<>();

        Leaves(Layer row, NDManager scope) {
            super(scope, false);
            if (row != null) {
                row.getParameters()
                        .values()
                        .forEach(p -> byId.put(p.getId(), leaf(p.getArray(), scope, Layer.isTrainable(p))));
            }
        }

        @Override
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            return parameter == null ? null : byId.get(parameter.getId());
        }
    }
}
