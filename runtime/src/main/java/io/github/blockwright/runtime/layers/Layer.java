package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import io.github.blockwright.runtime.engine.EngineInstructions;
import io.github.blockwright.runtime.engine.InPlace;
import java.util.List;
import java.util.function.Predicate;

/**
 * A block of one input and one output. Its children, if any, run one after the other unless a subclass says otherwise.
 * A frozen layer neither learns nor moves its batch normalisation statistics, and runs as in inference.
 */
public abstract class Layer extends AbstractBlock {
    static {
        // Before the first convolution of any, whoever makes the block.
        EngineInstructions.choose();
    }

    private boolean frozen;

    /** A layer that learns. */
    protected Layer() {}

    /**
     * Runs the layer. The caller keeps its input and owns the output, which may be the input itself.
     *
     * @param store holds the parameters' values
     * @param x a batch: (N, C, H, W) or (N, C)
     * @param training whether batch normalisation uses the batch and dropout drops
     * @return the output, owned by the caller
     */
    public abstract NDArray forward(ParameterStore store, NDArray x, boolean training);

    /**
     * The shape of the output for an input of the given shape.
     *
     * @param input of a batch
     * @return of a batch
     */
    public Shape outputShape(Shape input) {
        Shape shape = input;
        for (Block child : children.values()) {
            shape = child.getOutputShapes(new Shape[] {shape})[0];
        }
        return shape;
    }

    /**
     * Whether the gradient does without the values of the output, so that whoever gets it may overwrite it: an activation
     * keeps what it gives, a convolution what it takes.
     */
    boolean isOutputSpare() {
        return false;
    }

    /** {@return whether this layer is held still} */
    public boolean isFrozen() {
        return frozen;
    }

    /**
     * Holds this layer and everything in it still, or lets it learn again.
     *
     * @param frozen true to hold still, false to let learn
     */
    public void setFrozen(boolean frozen) {
        this.frozen = frozen;
        for (Parameter parameter : parameters.values()) {
            if (isTrainable(parameter)) {
                parameter.freeze(frozen);
            }
        }
        for (Block child : children.values()) {
            if (child instanceof Layer layer) {
                layer.setFrozen(frozen);
            } else {
                child.freezeParameters(frozen, Layer::isTrainable);
            }
        }
    }

    /**
     * Whether a parameter is learned; running statistics are not, and must never get a gradient.
     *
     * @param parameter of the layer
     * @return true for all but running means and variances
     */
    public static boolean isTrainable(Parameter parameter) {
        return parameter.getType() != Parameter.Type.RUNNING_MEAN && parameter.getType() != Parameter.Type.RUNNING_VAR;
    }

    /**
     * Freezes the whole layer, statistics included, which DJL's own method leaves moving.
     *
     * @param freeze true to hold still, false to let learn
     */
    @Override
    public void freezeParameters(boolean freeze) {
        setFrozen(freeze);
    }

    /**
     * Freezes or frees the trainable parameters that match. DJL's trainer calls this to free everything; a frozen layer
     * stays frozen.
     *
     * @param freeze true to hold still, false to let learn
     * @param predicate chooses among the parameters
     */
    @Override
    public void freezeParameters(boolean freeze, Predicate<Parameter> predicate) {
        if (!freeze && frozen) {
            return;
        }
        for (Parameter parameter : parameters.values()) {
            if (isTrainable(parameter) && predicate.test(parameter)) {
                parameter.freeze(freeze);
            }
        }
        for (Block child : children.values()) {
            child.freezeParameters(freeze, p -> isTrainable(p) && predicate.test(p));
        }
    }

    /** The parameters of this layer and its children, named by their path. */
    @Override
    public ParameterList getParameters() {
        ParameterList all = getDirectParameters();
        for (Pair<String, Block> child : children) {
            for (Pair<String, Parameter> parameter : child.getValue().getParameters()) {
                all.add(child.getKey() + "." + parameter.getKey(), parameter.getValue());
            }
        }
        return all;
    }

    /**
     * Computes by other conventions from now on, as weights need that were trained with them. Shapes and parameters stay.
     *
     * @param conventions of the whole network
     */
    protected void follow(Conventions conventions) {
        for (Block child : children.values()) {
            if (child instanceof Layer layer) {
                layer.follow(conventions);
            }
        }
    }

    /**
     * Gives up batch normalisation for biases, before there are any parameters: the first half of folding. A layer of
     * others does it in each of them.
     */
    protected void dropNormalization() {
        for (Block child : children.values()) {
            if (child instanceof Layer layer) {
                layer.dropNormalization();
            }
        }
    }

    /**
     * Takes over the values of a layer that was built alike but kept its batch normalisation: the second half of folding.
     *
     * @param source initialised, as this layer is
     */
    protected void copyFolded(Layer source) {
        InPlace.copy(
                source.getDirectParameters().values(), getDirectParameters().values());
        List<Block> sources = source.children();
        for (int i = 0; i < sources.size(); i++) {
            Block child = children.valueAt(i);
            if (child instanceof Layer layer) {
                layer.copyFolded((Layer) sources.get(i));
            } else {
                InPlace.copy(
                        sources.get(i).getParameters().values(),
                        child.getParameters().values());
            }
        }
    }

    /** {@inheritDoc} */
    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {outputShape(inputShapes[0])};
    }

    /**
     * Adds a child under exactly this name; {@code addChildBlock} would number it.
     *
     * @param <B> the class
     * @param name under which its parameters are saved
     * @param block the child
     * @return the child
     */
    protected final <B extends Block> B addChild(String name, B block) {
        children.add(name, block);
        return block;
    }

    /** {@return the children in order} */
    protected final List<Block> children() {
        return children.values();
    }

    /** {@inheritDoc} */
    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        return new NDList(forward(store, inputs.singletonOrThrow(), training));
    }

    /** {@inheritDoc} */
    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape shape = inputShapes[0];
        for (Block child : children.values()) {
            child.initialize(manager, dataType, shape);
            shape = child.getOutputShapes(new Shape[] {shape})[0];
        }
    }

    /**
     * The value of a parameter where {@code x} lies.
     *
     * @param store holds the parameters' values
     * @param parameter of the layer
     * @param x a batch: (N, C, H, W) or (N, C)
     * @param training whether batch normalisation uses the batch and dropout drops
     * @return owned by the store
     */
    protected static NDArray value(ParameterStore store, Parameter parameter, NDArray x, boolean training) {
        return store.getValue(parameter, x.getDevice(), training);
    }
}
