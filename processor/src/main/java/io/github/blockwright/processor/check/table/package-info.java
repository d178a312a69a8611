/** Applies the rules to a whole table, in their order, and to its variants. */
package io.github.blockwright.processor.check.table;
