package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/** A block of the user's own as a row, held to the output shape and the parameter count that its table declares. */
public final class Applied extends Layer {
    private final Block block;
    private final int filters;
    private final int strides;
    private final long declaredParameters;
    private boolean folded;

    /**
     * Wraps a block of the user's own.
     *
     * @param block takes one array and gives one
     * @param filters channels or features of its output
     * @param strides by how much it divides height and width
     * @param parameters its trainable parameters
     */
    public Applied(Block block, int filters, int strides, long parameters) {
        this.block = addChild("block", block);
        this.filters = filters;
        this.strides = strides;
        this.declaredParameters = parameters;
    }

    /** {@return the user's block} */
    public Block block() {
        return block;
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        NDArray output =
                block.forward(store, new NDList(x), training && !isFrozen()).singletonOrThrow();
        // A block that computes with a parameter as receiver leaves its output with the parameter's manager.
        output.attach(x.getManager());
        return output;
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.dimension() == 2) {
            return new Shape(input.get(0), filters);
        }
        return new Shape(
                input.get(0),
                filters,
                ZeroPadding.outputSize(input.get(2), strides),
                ZeroPadding.outputSize(input.get(3), strides));
    }

    @Override
    protected void dropNormalization() {
        super.dropNormalization();
        folded = true;
    }

    /** @throws IllegalStateException if the block's output or parameter count is not what the table declares */
    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        super.initializeChildBlocks(manager, dataType, inputShapes);
        Shape declared = outputShape(inputShapes[0]);
        Shape actual = block.getOutputShapes(inputShapes)[0];
        String name = block.getClass().getSimpleName();
        if (!declared.equals(actual)) {
            throw new IllegalStateException("@Apply(" + name + ".class) declares the output " + declared
                    + " for the input " + inputShapes[0] + ", but the block gives " + actual
                    + ": correct filters or strides in the table, or the block");
        }
        if (isFrozen() || folded) {
            return;
        }
        long found = block.getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .filter(Layer::isTrainable)
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
        if (found != declaredParameters) {
            throw new IllegalStateException("@Apply(" + name + ".class) declares " + declaredParameters
                    + " parameters, but the block has " + found + ": write parameters = " + found + " in the table");
        }
    }
}
