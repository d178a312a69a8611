package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.BlockList;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A layer that is made of others. It {@linkplain #declare declares} which of them run in turn, what is added to what and
 * where activations come; its forward pass, shapes, first values, folding and exports all follow from that.
 */
public abstract class Composite extends Layer {
    private List<Step> steps = List.of();
    private boolean spareOutput;

    /** A layer whose constructor goes on to {@linkplain #declare declare} its steps. */
    protected Composite() {}

    /**
     * Declares what the layer computes, and thereby its children; once, and again if folding changes that.
     *
     * @param declared what is done, in turn
     */
    protected final void declare(Steps declared) {
        children = new BlockList();
        declared.children().forEach(child -> addChild(child.name(), child.layer()));
        steps = declared.toList();
        spareOutput = declared.isOutputSpare();
    }

    /** {@return what the layer computes, in order} */
    public final List<Step> steps() {
        return steps;
    }

    @Override
    public final NDArray forward(ParameterStore store, NDArray x, boolean training) {
        return Pass.of(store, x, training, training && !isFrozen())
                .through(steps)
                .output();
    }

    @Override
    public final Shape outputShape(Shape input) {
        return behind(steps, input, (layer, shape) -> {});
    }

    @Override
    final boolean isOutputSpare() {
        return spareOutput;
    }

    @Override
    protected final void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        behind(steps, inputShapes[0], (layer, shape) -> layer.initialize(manager, dataType, shape));
    }

    /** The shape behind steps; {@code seen} hears of every child and the shape of its input. */
    private static Shape behind(List<Step> steps, Shape input, BiConsumer<Layer, Shape> seen) {
        Shape shape = input;
        for (Step step : steps) {
            shape = step.accept(new Behind(shape, seen));
        }
        return shape;
    }

    /** The shape behind a step with the given input. */
    private record Behind(Shape input, BiConsumer<Layer, Shape> seen) implements Step.Visitor<Shape> {
        @Override
        public Shape visit(Step.Child child) {
            seen.accept(child.layer(), input);
            return child.layer().outputShape(input);
        }

        @Override
        public Shape visit(Step.Activate step) {
            return input;
        }

        @Override
        public Shape visit(Step.Sum sum) {
            Shape output = behind(sum.branch(), input, seen);
            behind(sum.shortcut(), input, seen);
            return output;
        }

        @Override
        public Shape visit(Step.Product product) {
            behind(product.branch(), input, seen);
            return input;
        }

        @Override
        public Shape visit(Step.Join join) {
            Shape first = behind(join.first(), input, seen);
            Shape second = behind(join.second(), input, seen);
            return new Shape(first.get(0), first.get(1) + second.get(1), first.get(2), first.get(3));
        }
    }
}
