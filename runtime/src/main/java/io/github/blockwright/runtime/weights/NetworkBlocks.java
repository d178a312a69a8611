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
            Object block = Class.forName(className, true, loader)
                    .getDeclaredConstructor()
                    .newInstance();
            if (block instanceof NetworkBlock<?, ?> network) {
                boolean fits =
                        !network.summary().takesClasses() || network.summary().classes() == classes;
                return fits ? network : network.forClasses(classes);
            }
            throw new IOException(source + " names " + className + ", which is not a generated block");
        } catch (ReflectiveOperationException | LinkageError | IllegalStateException e) {
            throw new IOException(
                    source + " is of the network " + className + ", which cannot be made here (" + e
                            + "): put its table on the class path, or give the block too, as in open(..., new "
                            + className.substring(className.lastIndexOf('.') + 1) + "(" + classes + ")",
                    e);
        }
    }
}
