/**
 * A network's table as plain, immutable data, with the arithmetic of shapes, costs and widths. Nothing here knows javac
 * or DJL.
 */
package io.github.blockwright.processor.spec;
