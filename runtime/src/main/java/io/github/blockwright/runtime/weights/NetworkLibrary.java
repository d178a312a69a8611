package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Networks that weights may be of. Where a jar {@linkplain java.util.ServiceLoader provides} one, the message about weights
 * that do not fit a table names the network of it that they do fit.
 */
public interface NetworkLibrary {
    /**
     * Every network of the library.
     *
     * @return makes a new block of each, not initialised
     */
    List<Supplier<? extends NetworkBlock<?, ?>>> networks();
}
