package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a table's parameters are in a family's files.
 *
 * @param family whose names they are
 * @param heads what the file's names of the dense layers' weights start with
 * @param entries one for each parameter of the table, in its order
 */
public record NameMap(Family family, List<String> heads, List<Entry> entries) {
    /**
     * Takes copies of the lists.
     *
     * @param family as the record says
     * @param heads as the record says
     * @param entries as the record says
     */
    public NameMap {
        heads = List.copyOf(heads);
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
        /**
         * Takes copies of the lists.
         *
         * @param parameter as the record says
         * @param names as the record says
         * @param layout as the record says
         * @param isClassifier as the record says
         */
        public Entry {
            names = List.copyOf(names);
        }

        /** {@return the name that is written} */
        public String name() {
            return names.get(0);
        }
    }

    /**
     * The names that a family has for a block's parameters, derived from the layers that the block is built of.
     *
     * @param block initialised or not
     * @param family whose names are wanted
     * @return the names of every parameter, in the block's order
     * @throws IllegalArgumentException if the block is like none of the family's networks, the message names the first row
     *     that differs; if it computes by other conventions than the family, the message says what to set in
     *     {@code @Network}; or if the block is folded
     */
    public static NameMap of(NetworkBlock<?, ?> block, Family family) {
        String table = block.summary().name();
        if (block.isFolded()) {
            throw new IllegalArgumentException(
                    table + " is folded, so it has other parameters than its family: take the block that it is folded"
                            + " from");
        }
        PublishedNetwork network = PublishedNetwork.of(block);
        Publication publication = network.architecture().publication(family, table);
        network.conventions().forEach(publication::requireSame);
        List<Entry> entries = new ArrayList<>();
        for (Part part : network.parts()) {
            entries.addAll(LayerEntries.of(family, part, publication.naming().names(part)));
        }
        return new NameMap(family, publication.heads(), entries);
    }

    /**
     * Whether a file's name is of the classifier or a dense layer in front of it.
     *
     * @param name in a file of the family
     * @return true for what {@link Head#SKIP} leaves out
     */
    public boolean isHead(String name) {
        return heads.stream().anyMatch(name::startsWith);
    }
}
