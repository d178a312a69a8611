package io.github.blockwright.processor.spec.arithmetic;

import io.github.blockwright.dsl.Precision;
import io.github.blockwright.processor.spec.arithmetic.Tensor.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a row asks of the device that it runs on, for one image. Values are counted, so that bytes follow for every number
 * format.
 *
 * @param cost parameters and multiply-adds
 * @param biases one for each filter and unit, batch normalisation being folded
 * @param peak the most values of maps that are held at once, input and output among them
 * @param moved the values of maps that all layers read and write
 * @param shortcuts maps that are added behind layers that they went around
 * @param window what a position of the output sees of the input; a squeeze sees all of the map besides
 */
public record Footprint(Cost cost, long biases, long peak, long moved, int shortcuts, Window window) {
    /** Of no layers. */
    public static final Footprint NONE = new Footprint(Cost.ZERO, 0, 0, 0, 0, Window.POINT);

    /**
     * Of the layers that lead to an output.
     *
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    public static Footprint of(Tensor output) {
        List<Tensor> tensors = new ArrayList<>();
        collect(output, tensors);
        Cost cost = Cost.ZERO;
        long biases = 0;
        long moved = 0;
        int shortcuts = 0;
        for (Tensor tensor : tensors) {
            cost = cost.plus(tensor.cost());
            biases = Math.addExact(biases, tensor.biases());
            if (tensor.kind() != Kind.NOTHING) {
                moved = Math.addExact(moved, tensor.shape().size());
                for (Tensor read : tensor.reads()) {
                    moved = Math.addExact(moved, read.shape().size());
                }
            }
            shortcuts += tensor.kind() == Kind.SUM ? 1 : 0;
        }
        return new Footprint(cost, biases, WorkingMemory.peak(tensors), moved, shortcuts, output.window());
    }

    /** The input first, and each after what it reads. */
    private static void collect(Tensor tensor, List<Tensor> found) {
        if (found.contains(tensor)) {
            return;
        }
        tensor.reads().forEach(read -> collect(read, found));
        found.add(tensor);
    }

    /**
     * Of these layers and those of another behind them.
     *
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    public Footprint then(Footprint next) {
        return new Footprint(
                cost.plus(next.cost),
                Math.addExact(biases, next.biases),
                Math.max(peak, next.peak),
                Math.addExact(moved, next.moved),
                Math.addExact(shortcuts, next.shortcuts),
                window.then(next.window));
    }

    /**
     * Of a block without strides n times in a row.
     *
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    public Footprint times(int n) {
        return new Footprint(
                cost.times(n),
                Math.multiplyExact(biases, n),
                peak,
                Math.multiplyExact(moved, n),
                Math.multiplyExact(shortcuts, n),
                window.times(n));
    }

    /**
     * The bytes of the weights in a file, with batch normalisation folded.
     *
     * @throws ArithmeticException if they exceed 2⁶³ - 1
     */
    public long size(Precision precision) {
        // Two statistics, a factor and an offset become one bias.
        long folded = cost.parameters() - cost.statistics() / 2;
        return precision.size(folded - biases, biases);
    }

    /**
     * The bytes that all layers read and write, weights once.
     *
     * @throws ArithmeticException if they exceed 2⁶³ - 1
     */
    public long traffic(Precision precision) {
        return Math.addExact(size(precision), Math.multiplyExact(moved, precision.bytes()));
    }

    /**
     * Makes sure that all that is counted can be counted in bytes.
     *
     * @throws ArithmeticException if it exceeds 2⁶³ - 1
     */
    public void requireBytes() {
        for (Precision precision : Precision.values()) {
            Math.addExact(traffic(precision), Math.multiplyExact(peak, precision.bytes()));
        }
    }
}
