package compiled;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;

/** A table that was compiled without the processor. */
@Network(input = @Input(height = 8, width = 8))
public record Unprocessed(@Conv(filters = 8) NDArray stem) {}
