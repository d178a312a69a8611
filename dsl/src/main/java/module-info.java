/** The annotations of the table language. */
module io.github.blockwright.dsl {
    exports io.github.blockwright.dsl;
}
