/** Rules about shapes and costs, row after row: what cannot work, and what is legal but unwise. */
package io.github.blockwright.processor.check.flow;
