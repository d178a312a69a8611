/** How classes and rows are called in Java. */
package io.github.blockwright.processor.spec.names;
