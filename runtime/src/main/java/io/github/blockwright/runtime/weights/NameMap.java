package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.Conventions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a table's parameters are in a family's files.
 *
 * @param family whose names they are
 * @param conventions what the family's weights were trained with
 * @param input the table's, with the values that the family's weights want of a pixel
 * @param heads what the file's names of the dense layers' weights start with
 * @param entries one for each parameter of the table, in its order
 */
public record NameMap(
        Family family, Conventions conventions, InputSpec input, List<String> heads, List<Entry> entries) {
    /**
     * Takes copies of the lists.
     *
     * @param family as the record says
     * @param conventions as the record says
     * @param input as the record says
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
     *     that differs; or if the block is folded
     */
    public static NameMap of(NetworkBlock<?, ?> block, Family family) {
        String table = block.summary().name();
        if (block.isFolded()) {
            throw new IllegalArgumentException(
                    table + " is folded, so it has other parameters than its family: take the block that it is folded"
                            + " from");
        }
        List<PublishedNetwork> networks = PublishedNetwork.of(block);
        PublishedNetwork network = networks.stream()
                .filter(candidate ->
                        candidate.architecture().publication(family).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(table + " is a "
                        + networks.get(0).architecture().title() + ", for which names of " + family
                        + " are not known, but those of "
                        + networks.stream()
                                .flatMap(candidate -> candidate.architecture().publications().stream())
                                .map(publication -> publication.family().name())
                                .distinct()
                                .collect(Collectors.joining(" and "))));
        Publication publication = network.architecture().publication(family).orElseThrow();
        List<Entry> entries = new ArrayList<>();
        for (Part part : network.parts()) {
            entries.addAll(LayerEntries.of(family, part, publication.naming()));
        }
        return new NameMap(
                family,
                publication.conventions(),
                publication.input(block.summary().input()),
                publication.heads(),
                entries);
    }

    /**
     * The families whose files a block's parameters have names in.
     *
     * @param block initialised or not
     * @return in the order of {@link Family}; none if the block is like no published network
     */
    public static List<Family> families(NetworkBlock<?, ?> block) {
        return Arrays.stream(Family.values())
                .filter(family -> hasNames(block, family))
                .toList();
    }

    private static boolean hasNames(NetworkBlock<?, ?> block, Family family) {
        try {
            of(block, family);
            return true;
        } catch (IllegalArgumentException e) {
            // What the message says matters to those alone who want this family.
            return false;
        }
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
