package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.io.IOException;
import java.util.Objects;

/** Makes the block that a file names. */
final class NetworkBlocks {
    private NetworkBlocks() {}

    /**
     * A new block of this class for so many classes, if its table can be made for them, and for the table's own otherwise.
     *
     * @param source what names the class
     * @throws IOException if there is no such class here, or it is no generated block; the message says what to do
     */
    static NetworkBlock<?, ?> create(String className, int classes, String source) throws IOException {
        ClassLoader loader = Objects.requireNonNullElseGet(
                Thread.currentThread().getContextClassLoader(), NetworkBlocks.class::getClassLoader);
        try {
            // A file may name any class: no code of it runs before it is known to be a block.
            Class<?> named = Class.forName(className, false, loader);
            if (!NetworkBlock.class.isAssignableFrom(named)) {
                throw new IOException(source + " names " + className + ", which is not a generated block");
            }
            NetworkBlock<?, ?> network = (NetworkBlock<?, ?>) named.asSubclass(NetworkBlock.class)
                    .getDeclaredConstructor()
                    .newInstance();
            boolean fits =
                    !network.summary().takesClasses() || network.summary().classes() == classes;
            return fits ? network : network.forClasses(classes);
        } catch (ReflectiveOperationException | LinkageError | IllegalStateException e) {
            throw new IOException(
                    source + " is of the network " + className + ", which cannot be made here (" + e
                            + "): put its table on the class path, or give the block too, as in open(..., new "
                            + className.substring(className.lastIndexOf('.') + 1) + "(" + classes + ")",
                    e);
        }
    }
}
