/** The annotations of the table language. */
// The runtime is compiled after this module, and not seen from it.
@SuppressWarnings("module")
module io.github.blockwright.dsl {
    // Generated blocks carry javax.annotation.processing.Generated; whoever compiles a table reads its module.
    requires static transitive java.compiler;

    exports io.github.blockwright.dsl;
    exports io.github.blockwright.dsl.diagram to
            io.github.blockwright.processor,
            io.github.blockwright.runtime;
}
