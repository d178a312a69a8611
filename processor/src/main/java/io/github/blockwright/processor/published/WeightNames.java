package io.github.blockwright.processor.published;

import io.github.blockwright.processor.spec.Conventions;
import java.util.List;

/** What families call a table's layers, or why none has names for them. */
public sealed interface WeightNames {
    /**
     * The names of a table that is like a published network.
     *
     * @param conventions of the tables that the layers come from
     * @param layers all that have parameters, in order
     */
    record Like(Architecture architecture, List<Conventions> conventions, List<LayerNames> layers)
            implements WeightNames {
        public Like {
            conventions = List.copyOf(conventions);
            layers = List.copyOf(layers);
        }
    }

    /**
     * A table that is like none.
     *
     * @param reason names the first row that differs, and how
     */
    record None(String reason) implements WeightNames {}
}
