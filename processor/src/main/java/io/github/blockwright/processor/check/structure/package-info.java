/** Rules about the record and its components. */
package io.github.blockwright.processor.check.structure;
