package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.blocks.Architecture;
import io.github.blockwright.runtime.blocks.LayerNames;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.WeightNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a table's parameters are in a family's files.
 *
 * @param family whose names they are
 * @param architecture that the table is like
 * @param entries one for each parameter of the table, in its order
 */
public record NameMap(Family family, Architecture architecture, List<Entry> entries) {
    public NameMap {
        entries = List.copyOf(entries);
    }

    /**
     * One parameter.
     *
     * @param parameter its path in the block, as {@code stage2.0.expand.conv.weight}
     * @param names what the family's files call it; the first is the one that is written, others are found in older or
     *     newer files
     * @param layout of the tensor in the file
     * @param isClassifier whether it belongs to the classifier, which other classes need anew
     */
    public record Entry(String parameter, List<String> names, Layout layout, boolean isClassifier) {
        public Entry {
            names = List.copyOf(names);
        }

        /** The name that is written. */
        public String name() {
            return names.get(0);
        }
    }

    /**
     * The names that a family has for a block's parameters, derived from its table when it was compiled.
     *
     * @throws IllegalArgumentException if the table is like none of the family's networks, the message names the first
     *     row that differs; if it computes by other conventions than the family, the message says what to set in
     *     {@code @Network}; or if the block is folded
     */
    public static NameMap of(NetworkBlock<?, ?> block, Family family) {
        String table = block.summary().name();
        if (block.isFolded()) {
            throw new IllegalArgumentException(
                    table + " is folded, so it has other parameters than its family: take the block that it is folded"
                            + " from");
        }
        if (block.weightNames() instanceof WeightNames.Like like) {
            return of(table, like, family);
        }
        throw new IllegalArgumentException(((WeightNames.None) block.weightNames()).reason());
    }

    private static NameMap of(String table, WeightNames.Like like, Family family) {
        int place = like.families().indexOf(family.name());
        if (place < 0) {
            throw new IllegalArgumentException(table + " is a " + like.architecture() + ", for which names of " + family
                    + " are not known, but those of " + String.join(" and ", like.families()));
        }
        like.conventions().forEach(conventions -> family.requireSame(like.architecture(), conventions));
        List<Entry> entries = new ArrayList<>();
        for (LayerNames layer : like.layers()) {
            entries.addAll(LayerEntries.of(family, layer, layer.of(place)));
        }
        return new NameMap(family, like.architecture(), entries);
    }

    /** Whether a file's name is of the classifier or a dense layer in front of it. */
    public boolean isHead(String name) {
        return family.heads(architecture).stream().anyMatch(name::startsWith);
    }
}
