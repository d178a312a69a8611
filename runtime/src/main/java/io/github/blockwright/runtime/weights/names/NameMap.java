package io.github.blockwright.runtime.weights.names;

import java.util.List;

/**
 * Where a table's parameters are in a family's files.
 *
 * @param family whose names they are
 * @param entries one for each parameter of the table, in its order
 */
public record NameMap(Family family, List<Entry> entries) {
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
     */
    public record Entry(String parameter, List<String> names, Layout layout) {
        public Entry {
            names = List.copyOf(names);
        }

        /** The name that is written. */
        public String name() {
            return names.get(0);
        }
    }

    /** Whether a parameter belongs to the classifier, which other classes need anew. */
    public boolean isClassifier(Entry entry) {
        return entry.name().startsWith(family.classifier());
    }
}
