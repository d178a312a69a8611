package io.github.blockwright.runtime.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.github.blockwright.runtime.engine.InPlace;
import io.github.blockwright.runtime.layers.Composite;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Steps;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The first rows of another table's network as one row: images (N, C, H, W) in, the activation of its last row out. Its
 * children are those rows under their own names, so that a parameter is called {@code features.stage2.0.expand.conv.weight}.
 *
 * @param <R> the generated enum of the other table's rows
 */
public final class Backbone<R extends Enum<R>> extends Composite {
    private final NetworkBlock<?, R> network;
    private final R through;
    private Optional<R> trainableFrom = Optional.empty();

    private Backbone(NetworkBlock<?, R> network, R through) {
        this.network = network;
        this.through = through;
        List<Block> rows = network.rowsThrough(through);
        Steps steps = new Steps();
        for (int i = 0; i < rows.size(); i++) {
            steps.then(network.summary().rows().get(i).name(), (Layer) rows.get(i));
        }
        declare(steps);
        setFrozen(false);
    }

    /**
     * The rows of a network up to and including one; all of them learn.
     *
     * @param <R> the network's rows
     * @param network shares these rows' layers with the backbone
     * @param through the last row that is shared
     * @return the rows as one layer, not frozen
     * @throws IllegalArgumentException if the network is folded
     */
    public static <R extends Enum<R>> Backbone<R> of(NetworkBlock<?, R> network, R through) {
        requireUnfolded(network);
        return new Backbone<>(network, Objects.requireNonNull(through, "through"));
    }

    /**
     * Declares from which row on the backbone learns in fine-tuning, and freezes the rows before it.
     *
     * @param row of the table
     * @return this
     * @throws IllegalArgumentException if the backbone ends before that row
     */
    public Backbone<R> trainableFrom(R row) {
        freezeBefore(row);
        trainableFrom = Optional.of(row);
        return this;
    }

    /**
     * The row from which on the backbone learns in fine-tuning, as its table declares it; empty if all of it does.
     *
     * @return the row, or nothing
     */
    public Optional<R> trainableFrom() {
        return trainableFrom;
    }

    /** {@return the last row of the backbone, whose activation it gives} */
    public R through() {
        return through;
    }

    /**
     * The network whose first rows these are. Its later rows are not part of the backbone: they are never initialised
     * with it, and so hold no memory.
     *
     * @return the network whose rows these are
     */
    public NetworkBlock<?, R> network() {
        return network;
    }

    /**
     * Holds the rows before this one still, batch normalisation statistics too, and frees it and the rows after it.
     *
     * @param row of the table
     * @throws IllegalArgumentException if the backbone ends before that row
     */
    public void freezeBefore(R row) {
        if (row.compareTo(through) > 0) {
            throw new IllegalArgumentException("The backbone ends with the row " + through + ", so " + row
                    + " is not in it: name " + through + " or a row before it");
        }
        int first = network.rowsThrough(row).size() - 1;
        List<Block> rows = children();
        setFrozen(false);
        for (Block frozen : rows.subList(0, first)) {
            ((Layer) frozen).setFrozen(true);
        }
    }

    /** Holds the whole backbone still, batch normalisation statistics too. */
    public void freeze() {
        setFrozen(true);
    }

    /** Lets the whole backbone learn. */
    public void unfreeze() {
        setFrozen(false);
    }

    /**
     * Copies the values of the backbone's rows, statistics included, from a network of the same table, such as one that
     * published weights were loaded into. They are written into the backbone's own arrays, so the source can be closed. If
     * the source has adopted conventions, the backbone follows them too.
     *
     * @param source initialised, of the same table
     * @throws IllegalArgumentException if the source is of another table, or folded
     * @throws IllegalStateException if the backbone or the source is not initialised
     */
    public void copyFrom(NetworkBlock<?, R> source) {
        requireUnfolded(source);
        NetworkSummary from = source.summary();
        NetworkSummary to = network.summary();
        // Networks for different classes differ in their last row alone.
        boolean isAll = children().size() == to.rows().size();
        if (!from.fingerprint().equals(to.fingerprint()) && (isAll || !to.isSameTable(from.fingerprint()))) {
            throw new IllegalArgumentException("The weights of " + from.name() + " (fingerprint " + from.fingerprint()
                    + ") do not fit the backbone " + to.name() + " (fingerprint " + to.fingerprint()
                    + "): copy from a network of the same table");
        }
        source.adoptedConventions().ifPresent(this::follow);
        List<Block> rows = children();
        List<Block> sourceRows = source.rowsThrough(through);
        for (int i = 0; i < rows.size(); i++) {
            copy(
                    sourceRows.get(i).getParameters().values(),
                    rows.get(i).getParameters().values());
        }
    }

    private static void requireUnfolded(NetworkBlock<?, ?> network) {
        if (network.isFolded()) {
            throw new IllegalArgumentException(network.summary().name()
                    + " is folded, so its rows cannot be those of a backbone: take the block that it is folded from");
        }
    }

    private static void copy(List<Parameter> sources, List<Parameter> targets) {
        for (int i = 0; i < targets.size(); i++) {
            try (NDArray source = values(sources.get(i), "source");
                    NDArray target = values(targets.get(i), "backbone")) {
                InPlace.copy(source, target);
            }
        }
    }

    /** Another name for the memory of a parameter, which takes no part in gradients. */
    private static NDArray values(Parameter parameter, String whose) {
        if (!parameter.isInitialized()) {
            throw new IllegalStateException(
                    "The " + whose + " has no values yet: call initialize(manager) before" + " copyFrom");
        }
        return parameter.getArray().stopGradient();
    }
}
