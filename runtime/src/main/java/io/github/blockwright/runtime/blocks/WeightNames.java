package io.github.blockwright.runtime.blocks;

import io.github.blockwright.runtime.layers.Conventions;
import java.util.List;

/**
 * What the families that publish weights call a table's layers, as the annotation processor derived it from the rows.
 * Names alone load nothing: {@code NameMap.of(block, family)} makes a map of parameters of them.
 */
public sealed interface WeightNames {
    /**
     * The names of a table that is like a published network.
     *
     * @param architecture that network
     * @param families that have names for it
     * @param conventions of the table, and of the one under its backbone if that has others; a family's weights need the
     *     family's own
     * @param layers all that have parameters, in the table's order
     */
    record Like(
            Architecture architecture, List<String> families, List<Conventions> conventions, List<LayerNames> layers)
            implements WeightNames {
        public Like {
            families = List.copyOf(families);
            conventions = List.copyOf(conventions);
            layers = List.copyOf(layers);
        }
    }

    /**
     * A table that is like no published network.
     *
     * @param reason names the first row that differs, and how
     */
    record None(String reason) implements WeightNames {}
}
