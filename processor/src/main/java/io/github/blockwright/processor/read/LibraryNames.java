package io.github.blockwright.processor.read;

import java.util.List;

/** Classes of DJL and the runtime that tables refer to; the processor itself loads none of them. */
final class LibraryNames {
    static final String ND_ARRAY = "ai.djl.ndarray.NDArray";
    static final String BLOCK = "ai.djl.nn.Block";
    static final String NETWORK_BLOCK = "io.github.blockwright.runtime.blocks.NetworkBlock";

    /** What generated code uses of java.lang, which it does not import. */
    static final List<String> JAVA_LANG = List.of("Object", "Override", "String", "SuppressWarnings");

    private LibraryNames() {}
}
