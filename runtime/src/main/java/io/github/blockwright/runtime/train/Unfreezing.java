package io.github.blockwright.runtime.train;

import ai.djl.nn.Block;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.Rows;
import io.github.blockwright.runtime.layers.BatchNormalization;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.FineTuning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which rows hold still in the phases of a fine-tuning, as {@link FineTuning} says. */
final class Unfreezing {
    private final NetworkBlock<?, ?> block;
    private final Optional<Backbone<?>> backbone;
    /** The rows that can be unfrozen one by one: those of the backbone, or of the block itself. */
    private final PairList<String, Block> rows;

    Unfreezing(NetworkBlock<?, ?> block) {
        this.block = block;
        Block first = block.getChildren().values().get(0);
        this.backbone = first instanceof Backbone<?> found ? Optional.of(found) : Optional.empty();
        this.rows = backbone.isPresent() ? backbone.get().getChildren() : block.getChildren();
    }

    /** Freezes all but the head, unless the caller has frozen something: a backbone, or the rows that give a vector. */
    void freezeBody() {
        if (Rows.frozen(block).count() == 0 && backbone.isEmpty()) {
            freezeBefore(head());
        }
    }

    /**
     * The first row that learns in the second phase.
     *
     * @param row its name; if empty, what the table says, or the second half of the rows
     * @return its place among the rows
     * @throws TrainingException if there is no such row; the message says which there are
     */
    int first(Optional<String> row) {
        if (row.isPresent()) {
            int place = rows.keys().indexOf(row.get());
            if (place < 0) {
                throw new TrainingException(
                        "There is no row " + row.get() + " to unfreeze from; there are " + rows.keys());
            }
            return place;
        }
        return backbone.map(Unfreezing::declared).orElse(rows.size() / 2);
    }

    /** Lets the row at this place and those after it learn as a recipe's second phase has it. */
    void unfreeze(int first, FineTuning recipe) {
        freezeBefore(first);
        if (recipe.frozenBatchNorm()) {
            freezeBatchNorm(first);
        }
    }

    /** Lets the row at this place and those after it learn, and holds those before it. */
    void freezeBefore(int first) {
        // A backbone that was frozen as a whole is not free as long as it says so itself.
        backbone.ifPresent(Backbone::unfreeze);
        for (int i = 0; i < rows.size(); i++) {
            ((Layer) rows.valueAt(i)).setFrozen(i < first);
        }
    }

    /** Holds batch normalisation still in the rows from this place to the head, whose own is new and has to learn. */
    private void freezeBatchNorm(int first) {
        int end = backbone.isPresent() ? rows.size() : Math.max(first, head());
        rows.values().subList(first, end).forEach(Unfreezing::freezeBatchNorm);
    }

    private static void freezeBatchNorm(Block block) {
        if (block instanceof BatchNormalization normalization) {
            normalization.setFrozen(true);
        }
        block.getChildren().values().forEach(Unfreezing::freezeBatchNorm);
    }

    /** The rows that {@link #freezeBefore} would hold still. */
    Set<Block> before(int first) {
        Set<Block> held = Collections.newSetFromMap(new IdentityHashMap<>());
        held.addAll(rows.values().subList(0, first));
        return held;
    }

    /**
     * The first rows that learn in each stage of a gradual unfreezing, from the one that frees the least to the one that
     * frees all.
     *
     * @param first the place of the first row that learns in the end
     * @param most stages
     */
    List<Integer> stages(int first, int most) {
        List<Integer> places = new ArrayList<>();
        int end = backbone.isPresent() ? rows.size() : Math.max(first + 1, head());
        for (int place = end - 1; place >= first; place--) {
            if (!rows.valueAt(place).getParameters().isEmpty()) {
                places.add(place);
            }
        }
        if (places.isEmpty()) {
            return List.of(first);
        }
        int count = Math.min(most, places.size());
        List<Integer> stages = new ArrayList<>();
        for (int stage = 1; stage <= count; stage++) {
            stages.add(places.get(stage * places.size() / count - 1));
        }
        return stages;
    }

    /** All rows with parameters by the names of their parameters, in order: {@code stage6}, or {@code features.stage6}. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (Pair<String, Block> child : block.getChildren()) {
            if (child.getValue() instanceof Backbone<?> found) {
                found.getChildren().forEach(row -> add(paths, child.getKey() + "." + row.getKey(), row.getValue()));
            } else {
                add(paths, child.getKey(), child.getValue());
            }
        }
        return paths;
    }

    private static void add(List<String> paths, String path, Block row) {
        if (!row.getParameters().isEmpty()) {
            paths.add(path);
        }
    }

    /** The first row after the body: that behind the first which gives a vector, or the last. */
    private int head() {
        List<RowSummary> summary = block.summary().rows();
        int head = summary.size() - 1;
        while (head > 1
                && summary.get(head - 1).output().dimension() == 1
                && summary.get(head - 2).output().dimension() == 1) {
            head--;
        }
        return head;
    }

    private static <R extends Enum<R>> int declared(Backbone<R> backbone) {
        List<String> names = backbone.getChildren().keys();
        return backbone.trainableFrom()
                .map(row -> backbone.network().summary().rows().get(place(row)).name())
                .map(names::indexOf)
                .orElse(0);
    }

    // The enum is generated from the table, so a constant's ordinal is its row.
    @SuppressWarnings("EnumOrdinal")
    private static int place(Enum<?> row) {
        return row.ordinal();
    }
}
