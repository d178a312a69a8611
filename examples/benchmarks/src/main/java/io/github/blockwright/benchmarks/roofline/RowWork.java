package io.github.blockwright.benchmarks.roofline;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.layers.BatchNormalization;
import io.github.blockwright.runtime.layers.Composite;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Step;
import java.util.List;

/**
 * The maps that a row's layers read and write in a training step's forward pass, each layer by itself: batch normalisation reads its
 * input twice, for the statistics and for the result, and activations are free, since they can be made on the way.
 *
 * @param shape of the output for a batch
 * @param values read and written
 * @param largest the values of the largest map
 */
record RowWork(Shape shape, long values, long largest) implements Step.Visitor<RowWork> {
    /** Of a row for a batch of this shape. */
    static RowWork of(Layer row, Shape batch) {
        return new RowWork(batch, 0, batch.size()).behind(row);
    }

    private RowWork behind(Layer layer) {
        if (layer instanceof Composite composite) {
            return through(composite.steps());
        }
        Shape output = layer.outputShape(shape);
        long reads = layer instanceof BatchNormalization ? 2 * shape.size() : shape.size();
        return new RowWork(output, values + reads + output.size(), Math.max(largest, output.size()));
    }

    private RowWork through(List<Step> steps) {
        RowWork work = this;
        for (Step step : steps) {
            work = step.accept(work);
        }
        return work;
    }

    /** This, and what happens to another branch of the same input; a pass puts them together. */
    private RowWork joined(RowWork branch, RowWork other, Shape output) {
        long more = branch.shape.size() + other.shape.size() + output.size();
        return new RowWork(
                output, branch.values + other.values - values + more, Math.max(branch.largest, other.largest));
    }

    @Override
    public RowWork visit(Step.Child step) {
        return behind(step.layer());
    }

    @Override
    public RowWork visit(Step.Activate step) {
        return this;
    }

    @Override
    public RowWork visit(Step.Sum step) {
        RowWork branch = through(step.branch());
        return joined(branch, through(step.shortcut()), branch.shape);
    }

    @Override
    public RowWork visit(Step.Join step) {
        RowWork first = through(step.first());
        RowWork second = through(step.second());
        Shape output = new Shape(
                first.shape.get(0), first.shape.get(1) + second.shape.get(1), first.shape.get(2), first.shape.get(3));
        return joined(first, second, output);
    }

    @Override
    public RowWork visit(Step.Product step) {
        return joined(through(step.branch()), this, shape);
    }
}
