package io.github.blockwright.runtime.train;

import ai.djl.nn.Block;
import ai.djl.util.PairList;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.Rows;
import io.github.blockwright.runtime.layers.Layer;
import java.util.List;
import java.util.Optional;

/** Which rows hold still in the phases of a fine-tuning, as {@link io.github.blockwright.runtime.recipe.FineTuning} says. */
final class Unfreezing {
    private final NetworkBlock<?, ?> block;

    Unfreezing(NetworkBlock<?, ?> block) {
        this.block = block;
    }

    /** Freezes all but the head, unless the caller has frozen something: a backbone, or the rows that give a vector. */
    void freezeBody() {
        if (Rows.frozen(block).count() > 0 || backbone().isPresent()) {
            return;
        }
        List<RowSummary> rows = block.summary().rows();
        int head = rows.size() - 1;
        while (head > 1
                && rows.get(head - 1).output().dimension() == 1
                && rows.get(head - 2).output().dimension() == 1) {
            head--;
        }
        freeze(block.getChildren(), head);
    }

    /**
     * Lets the rows from this one on learn.
     *
     * @param row its name; if empty, what the table says, or the second half of the rows
     * @throws TrainingException if there is no such row; the message says which there are
     */
    void from(Optional<String> row) {
        Optional<Backbone<?>> backbone = backbone();
        PairList<String, Block> rows = backbone.isPresent() ? backbone.get().getChildren() : block.getChildren();
        if (row.isPresent()) {
            int first = rows.keys().indexOf(row.get());
            if (first < 0) {
                throw new TrainingException(
                        "There is no row " + row.get() + " to unfreeze from; there are " + rows.keys());
            }
            freeze(rows, first);
        } else if (backbone.isPresent()) {
            freezeAsTheTableSays(backbone.get());
        } else {
            freeze(rows, rows.size() / 2);
        }
    }

    private static <R extends Enum<R>> void freezeAsTheTableSays(Backbone<R> backbone) {
        backbone.trainableFrom().ifPresentOrElse(backbone::freezeBefore, backbone::unfreeze);
    }

    private Optional<Backbone<?>> backbone() {
        Block first = block.getChildren().values().get(0);
        return first instanceof Backbone<?> backbone ? Optional.of(backbone) : Optional.empty();
    }

    private static void freeze(PairList<String, Block> rows, int first) {
        for (int i = 0; i < rows.size(); i++) {
            ((Layer) rows.valueAt(i)).setFrozen(i < first);
        }
    }
}
