/** Rules about shapes and costs, row after row. */
package io.github.blockwright.processor.check.flow;
