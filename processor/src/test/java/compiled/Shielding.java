package compiled;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;

/** A class whose subclasses see a table that others do not. */
public class Shielding {
    /** A table whose block is not public. */
    @Network(input = @Input(height = 8, width = 8))
    protected record Shielded(@Conv(filters = 8) NDArray stem) {}
}
