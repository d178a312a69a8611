package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.names.JavaName;
import java.util.List;
import java.util.Optional;

/**
 * A class named by {@code @Backbone}, as the compiler sees it.
 *
 * @param state whether its rows can be another table's
 * @param isVisible whether its block can be seen from the class that names it
 * @param isDeprecated using it, or its block, is a warning
 * @param tables its own table, then those of its variants, where the state is {@link State#SOUND}
 */
public record BackboneNetwork(
        JavaName name, State state, boolean isVisible, boolean isDeprecated, List<NetworkTable> tables) {
    public BackboneNetwork {
        tables = List.copyOf(tables);
    }

    /** The table of a variant, or the record's own; empty if there is none. */
    public Optional<NetworkTable> table(Optional<String> variant) {
        return tables.stream().filter(table -> table.variant().equals(variant)).findFirst();
    }

    /** How a class stands as a backbone. */
    public enum State {
        /** A table without mistakes. */
        SOUND,
        /** Not a record with {@code @Network}. */
        NO_NETWORK,
        /** Its backbone, or one further down, is itself. */
        CYCLIC,
        /** A compiled table with mistakes. */
        MISTAKEN,
        /** A compiled table that no block was generated for. */
        WITHOUT_BLOCK
    }
}
