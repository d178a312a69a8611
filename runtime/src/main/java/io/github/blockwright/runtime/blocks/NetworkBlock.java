package io.github.blockwright.runtime.blocks;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import ai.djl.util.passthrough.PassthroughNDManager;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Layer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * What every generated block is: a DJL block that knows its table. Input (N, C, H, W) as {@link NetworkSummary#input()}
 * says; the output is that of the last row.
 *
 * @param <E> the table's record, whose instances hold the activations of all rows
 * @param <R> the generated enum of the rows
 */
public abstract class NetworkBlock<E extends Record, R extends Enum<R>> extends Layer {
    private static final Initializer ZEROS = (manager, shape, type) -> manager.create(
            ByteBuffer.allocate(Math.toIntExact(shape.size() * type.getNumOfBytes()))
                    .order(ByteOrder.nativeOrder()),
            shape,
            type);

    private NetworkSummary summary;
    private Optional<Conventions> adopted = Optional.empty();
    private boolean folded;

    /**
     * A network of a table.
     *
     * @param summary computed when the block was generated
     */
    protected NetworkBlock(NetworkSummary summary) {
        this.summary = summary;
    }

    /** {@return the table with the shapes and counts computed at compile time, and the input as its weights want it} */
    public final NetworkSummary summary() {
        return summary;
    }

    /**
     * Computes by the conventions that weights were trained with, where those are not the table's. Rows, shapes and
     * parameters stay; what is saved of the block, folded or exported keeps them.
     *
     * @param conventions of all layers
     * @param input what the weights want of a pixel; height, width and channels are the table's
     * @throws IllegalStateException if the block is folded
     * @throws IllegalArgumentException if the input is of another size or number of channels
     */
    public final void adopt(Conventions conventions, InputSpec input) {
        requireUnfolded("adopted from elsewhere");
        if (!input.shape(1).equals(summary.input().shape(1))) {
            throw new IllegalArgumentException(
                    "The input of " + summary.name() + " is " + summary.input().shape(-1) + ", not " + input.shape(-1));
        }
        follow(conventions);
        adopted = Optional.of(conventions);
        summary = summary.withInput(input);
    }

    /** {@return the conventions of its weights, if they are not the table's} */
    public final Optional<Conventions> adoptedConventions() {
        return adopted;
    }

    /**
     * A new block of the same class for so many classes, without weights: what its constructor gives, for programs that do
     * not know the class.
     *
     * @param classes at least 1
     * @return not initialised
     * @throws IllegalArgumentException if the table has another number of classes and its last row is no plain {@code
     *     @Dense}; the message says what to change
     * @throws IllegalStateException if the block cannot be made here; the message says why
     */
    public final NetworkBlock<?, ?> forClasses(int classes) {
        summary.requireClasses(classes);
        try {
            Class<?>[] parameters = summary.takesClasses() ? new Class<?>[] {int.class} : new Class<?>[0];
            var constructor = getClass().getDeclaredConstructor(parameters);
            // A record that is not public has a block that is not.
            constructor.trySetAccessible();
            return parameters.length == 0 ? constructor.newInstance() : constructor.newInstance(classes);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    getClass().getName() + " cannot be made for " + classes + " classes (" + e
                            + "): compile its table with this version of Blockwright, or open its package to Blockwright in"
                            + " module-info.java",
                    e);
        }
    }

    /**
     * The activations of every row.
     *
     * @param store holds the parameters' values
     * @param images (N, C, H, W)
     * @param training whether batch normalisation uses the batch and dropout drops
     * @return one array per row, owned by the caller
     */
    public abstract E endpoints(ParameterStore store, NDArray images, boolean training);

    /**
     * The activations of every row in inference; they belong to the images' manager.
     *
     * @param images (N, C, H, W), not closed
     * @return one array for each row
     */
    public final E endpoints(NDArray images) {
        try (NDManager scope = images.getManager().newSubManager()) {
            return endpoints(new Inference(scope), images, false);
        }
    }

    /**
     * Gives every parameter its shape and its first value; the manager owns them.
     *
     * @param manager owns the arrays, and closes them
     */
    public final void initialize(NDManager manager) {
        initialize(manager, DataType.FLOAT32, summary.input().shape(1));
    }

    /**
     * The network's inference twin, of the same table and output up to rounding, in which every batch normalisation is
     * multiplied into the convolution before it (but for such inside a block of the user's own). Its parameters are its own: later training of this block does not change
     * it. All of it is frozen; it refuses to be trained, saved and loaded.
     *
     * @param manager owns the twin's parameters
     * @return owned like its parameters, by the manager
     * @throws IllegalStateException if this block has no weights yet
     */
    public abstract NetworkBlock<E, R> fold(NDManager manager);

    /**
     * Makes a new block of the same class this block's twin; for {@link #fold} of generated code.
     *
     * @param <B> the class
     * @param twin not initialised
     * @param manager owns the arrays, and closes them
     * @return the twin
     */
    protected final <B extends NetworkBlock<E, R>> B foldInto(B twin, NDManager manager) {
        if (!isInitialized()) {
            throw new IllegalStateException(
                    summary.name() + " has no weights yet: initialize it or load weights before folding it");
        }
        NetworkBlock<E, R> block = twin;
        adopted.ifPresent(conventions -> block.adopt(conventions, summary.input()));
        block.folded = true;
        block.dropNormalization();
        if (manager instanceof PassthroughNDManager) {
            // Without an engine nothing is drawn, and there are no gradients that could be switched off later.
            block.setInitializer(ZEROS, parameter -> true);
            block.setFrozen(true);
            block.initialize(manager);
            block.copyFolded(this);
            return twin;
        }
        block.initialize(manager);
        block.copyFolded(this);
        block.setFrozen(true);
        return twin;
    }

    /** {@return whether this is a twin that {@link #fold} made} */
    public final boolean isFolded() {
        return folded;
    }

    /**
     * The layer of a row.
     *
     * @param row of this table
     * @return owned by this block
     */
    public final Layer layer(R row) {
        return (Layer) children().get(place(row));
    }

    /**
     * Holds every row up to and including this one still, batch normalisation statistics too, and frees the others.
     *
     * @param row of this table
     * @throws IllegalStateException if the block is folded
     */
    public final void freezeThrough(R row) {
        requireUnfolded("frozen and freed");
        List<Block> rows = children();
        for (int i = 0; i < rows.size(); i++) {
            ((Layer) rows.get(i)).setFrozen(i <= place(row));
        }
    }

    /**
     * Lets every row learn.
     *
     * @throws IllegalStateException if the block is folded
     */
    public final void unfreeze() {
        requireUnfolded("freed");
        setFrozen(false);
    }

    /** The layers of the rows up to and including one, which a backbone shares. */
    final List<Block> rowsThrough(R row) {
        return children().subList(0, place(row) + 1);
    }

    @Override
    public final NDArray forward(ParameterStore store, NDArray images, boolean training) {
        return forwardInternal(store, new NDList(images), training, null).singletonOrThrow();
    }

    @Override
    protected abstract NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params);

    /**
     * Adds the layer of the next row.
     *
     * @param <L> the layer's class
     * @param name of the parameter, layer or attribute
     * @param layer of the row
     * @return the layer
     */
    protected final <L extends Layer> L addRow(String name, L layer) {
        return addChild(name, layer);
    }

    /**
     * The batch of a forward pass.
     *
     * @param inputs one array
     * @return the images, not copied
     * @throws IllegalArgumentException if it is not a batch of images of the declared channels
     */
    protected final NDArray images(NDList inputs) {
        NDArray images = inputs.singletonOrThrow();
        Shape shape = images.getShape();
        if (shape.dimension() != 4 || shape.get(1) != summary.input().channels()) {
            throw new IllegalArgumentException(summary.name() + " takes images of shape "
                    + summary.input().shape(-1) + " (batch, channels, height, width), not " + shape);
        }
        return images;
    }

    // The enum is generated from the table, so a constant's ordinal is its row.
    @SuppressWarnings("EnumOrdinal")
    private int place(R row) {
        return row.ordinal();
    }

    /** {@inheritDoc} */
    @Override
    protected void beforeInitialize(Shape... inputShapes) {
        super.beforeInitialize(inputShapes);
        inputNames = List.of("images");
    }

    /**
     * Writes the table's fingerprint before the parameters, so that another table cannot read them unnoticed.
     *
     * @param os stays open
     * @throws IllegalStateException if the block is folded
     * @throws IOException if the file cannot be read or written
     */
    @Override
    public void saveParameters(DataOutputStream os) throws IOException {
        saveConventions(os);
        super.saveParameters(os);
    }

    /**
     * Writes what stands in front of saved parameters, which {@link #adoptSaved} reads: the table's fingerprint, and the
     * conventions of the weights where they are not the table's.
     *
     * @param os stays open
     * @throws IllegalStateException if the block is folded
     * @throws IOException if it cannot be written
     */
    public final void saveConventions(DataOutputStream os) throws IOException {
        requireUnfolded("saved");
        WrittenTable.write(this, os);
    }

    /**
     * @param manager owns the arrays, and closes them
     * @param is stays open
     * @throws MalformedModelException if the parameters were saved by another table, or another kind of block
     * @throws IllegalStateException if the block is folded
     * @throws IOException if the file cannot be read or written
     */
    @Override
    public void loadParameters(NDManager manager, DataInputStream is) throws IOException, MalformedModelException {
        adoptSaved(is);
        super.loadParameters(manager, is);
    }

    /**
     * Reads what stands in front of saved parameters: adopts their conventions, and leaves the values where they are.
     *
     * @param is what {@link #saveParameters} wrote; stays open
     * @throws MalformedModelException if the parameters were saved by another table, or another kind of block
     * @throws IllegalStateException if the block is folded
     * @throws IOException if the file cannot be read
     */
    public final void adoptSaved(DataInputStream is) throws IOException, MalformedModelException {
        requireUnfolded("loaded");
        WrittenTable.read(this, is);
    }

    private void requireUnfolded(String what) {
        if (folded) {
            throw new IllegalStateException("The weights of a folded " + summary.name() + " cannot be " + what
                    + ": take the block that it is folded from, and fold that");
        }
    }
}
