/** The picture of a table, for the processor and the runtime. */
package io.github.blockwright.dsl.diagram;
