package io.github.blockwright.runtime.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Pass;

/** Some rows of a network, one after the other. They are the network's own: what one learns, the other has. */
public final class Rows extends Layer {
    private Rows(PairList<String, Block> rows) {
        for (Pair<String, Block> row : rows) {
            addChild(row.getKey(), row.getValue());
        }
    }

    /**
     * The longest run of rows from the first on that are frozen; there may be none.
     *
     * @param block whose rows they are
     * @return the rows, in order
     */
    public static Rows frozen(NetworkBlock<?, ?> block) {
        return new Rows(block.getChildren().subList(0, frozenCount(block)));
    }

    /**
     * All rows after {@link #frozen}; there may be none.
     *
     * @param block whose rows they are
     * @return the rows, in order
     */
    public static Rows afterFrozen(NetworkBlock<?, ?> block) {
        return new Rows(block.getChildren().subList(frozenCount(block)));
    }

    /** {@return the number of rows} */
    public int count() {
        return children().size();
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        Pass pass = Pass.of(store, x, training);
        children().forEach(row -> pass.through((Layer) row));
        return pass.output();
    }

    private static int frozenCount(NetworkBlock<?, ?> block) {
        int count = 0;
        for (Block row : block.getChildren().values()) {
            if (!isFrozen((Layer) row)) {
                break;
            }
            count++;
        }
        return count;
    }

    /** A row that is frozen, but not throughout since something in it was unfrozen on its own, can learn. */
    private static boolean isFrozen(Layer row) {
        return row.isFrozen()
                && row.getParameters().values().stream()
                        .noneMatch(parameter -> isTrainable(parameter) && parameter.requiresGradient());
    }
}
